package dev.fairgate.risk.challenge;

import dev.fairgate.captcha.Binding;
import dev.fairgate.captcha.ChallengeStore;
import dev.fairgate.captcha.IssuedChallenge;
import dev.fairgate.captcha.WrongAnswers;
import dev.fairgate.risk.store.Counter;
import dev.fairgate.risk.store.RiskStore;
import java.time.Duration;
import reactor.core.publisher.Mono;

/// Challenges in the risk store. A challenge lies where its id says, which is all that a browser
/// that fetches its picture knows; wrong answers lie beside their account's other keys, so that a
/// lost master takes its own accounts with it only.
final class RedisChallengeStore implements ChallengeStore {

    private final RiskStore store;

    RedisChallengeStore(RiskStore store) {
        this.store = store;
    }

    @Override
    public Mono<Void> put(String id, IssuedChallenge issued, Duration ttl) {
        return store.put(key(id), issued.encode(), ttl);
    }

    @Override
    public Mono<IssuedChallenge> find(String id) {
        return store.get(key(id)).flatMap(text -> Mono.justOrEmpty(IssuedChallenge.decode(text)));
    }

    @Override
    public Mono<IssuedChallenge> take(String id) {
        return store.take(key(id)).flatMap(text -> Mono.justOrEmpty(IssuedChallenge.decode(text)));
    }

    @Override
    public Mono<Integer> countFetch(String id, Duration ttl) {
        return store.increment(key(id) + ":fetches", ttl).map(Counter::count);
    }

    @Override
    public Mono<Void> putPicture(String id, byte[] png, Duration ttl) {
        return store.putBytesIfAbsent(key(id) + ":picture", png, ttl);
    }

    @Override
    public Mono<byte[]> picture(String id) {
        return store.getBytes(key(id) + ":picture");
    }

    @Override
    public Mono<WrongAnswers> countWrong(Binding binding, Duration window) {
        return store.increment(key(binding), window).map(RedisChallengeStore::wrong);
    }

    @Override
    public Mono<WrongAnswers> wrongAnswers(Binding binding) {
        return store.counter(key(binding)).map(RedisChallengeStore::wrong);
    }

    private static WrongAnswers wrong(Counter counter) {
        return new WrongAnswers(counter.count(), counter.left());
    }

    private static String key(String id) {
        return "chal:{" + id + "}";
    }

    private static String key(Binding binding) {
        return "wrong:{account:" + binding.account() + "}:" + binding.sale();
    }
}
