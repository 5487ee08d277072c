package dev.fairgate.captcha;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// A store for tests: one map per kind of key, entries that lapse by the given clock.
public class InMemoryChallengeStore implements ChallengeStore {

    private record Entry<T>(T value, Instant expiresAt) {}

    private final InstantSource clock;
    private final Map<String, Entry<IssuedChallenge>> issued = new ConcurrentHashMap<>();
    private final Map<String, Entry<byte[]>> pictures = new ConcurrentHashMap<>();
    private final Map<String, Entry<Integer>> fetches = new ConcurrentHashMap<>();
    private final Map<Binding, Entry<Integer>> wrong = new ConcurrentHashMap<>();

    public InMemoryChallengeStore(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Mono<Void> put(String id, IssuedChallenge challenge, Duration ttl) {
        return Mono.fromRunnable(() -> issued.put(id, entry(challenge, ttl)));
    }

    @Override
    public Mono<IssuedChallenge> find(String id) {
        return Mono.fromSupplier(() -> live(issued.get(id)));
    }

    @Override
    public Mono<IssuedChallenge> take(String id) {
        return Mono.fromSupplier(() -> live(issued.remove(id)));
    }

    @Override
    public Mono<Integer> countFetch(String id, Duration ttl) {
        return Mono.fromSupplier(() -> countOne(fetches, id, ttl).value());
    }

    @Override
    public Mono<Void> putPicture(String id, byte[] png, Duration ttl) {
        return Mono.fromRunnable(
                () ->
                        pictures.compute(
                                id,
                                (key, kept) ->
                                        kept != null && isLive(kept)
                                                ? kept
                                                : entry(png.clone(), ttl)));
    }

    @Override
    public Mono<byte[]> picture(String id) {
        return Mono.fromSupplier(() -> live(pictures.get(id)));
    }

    @Override
    public Mono<WrongAnswers> countWrong(Binding binding, Duration window) {
        return Mono.fromSupplier(() -> wrongAnswers(countOne(wrong, binding, window)));
    }

    @Override
    public Mono<WrongAnswers> wrongAnswers(Binding binding) {
        return Mono.fromSupplier(() -> wrongAnswers(wrong.get(binding)));
    }

    private <K> Entry<Integer> countOne(Map<K, Entry<Integer>> counts, K key, Duration ttl) {
        return counts.merge(
                key,
                entry(1, ttl),
                (old, first) ->
                        isLive(old) ? new Entry<>(old.value() + 1, old.expiresAt()) : first);
    }

    private WrongAnswers wrongAnswers(@Nullable Entry<Integer> entry) {
        return entry == null || !isLive(entry)
                ? WrongAnswers.NONE
                : new WrongAnswers(
                        entry.value(), Duration.between(clock.instant(), entry.expiresAt()));
    }

    private <T> Entry<T> entry(T value, Duration ttl) {
        return new Entry<>(value, clock.instant().plus(ttl));
    }

    private <T> @Nullable T live(@Nullable Entry<T> entry) {
        return entry != null && isLive(entry) ? entry.value() : null;
    }

    private boolean isLive(Entry<?> entry) {
        return clock.instant().isBefore(entry.expiresAt());
    }
}
