package dev.fairgate.risk.replica;

import dev.fairgate.risk.store.RiskStore;
import dev.fairgate.risk.store.Script;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/// The copies in the risk store, which all nodes share; see `replica/replica.lua`. Errors are those
/// that [RiskStore#isAway(Throwable)] knows.
final class RedisReplicas {

    /// The longest of all keys, so that a full store lets go of these last.
    private static final Duration LIFE = Duration.ofDays(30);

    private static final Duration DEADLINE = Duration.ofSeconds(3);

    private final RiskStore store;
    private final String space;
    private final Script script = Script.load("/replica/replica.lua");

    /// @param space what comes before every name, to part installations that share a store
    RedisReplicas(RiskStore store, String space) {
        this.store = store;
        this.space = space;
    }

    /// What the store has, as seen from what this node has.
    sealed interface Answer {
        /// The proposed state is in its place.
        record Done() implements Answer {}

        /// The same.
        record Same() implements Answer {}

        /// An older one, or none.
        record Older() implements Answer {}

        /// The same, but so shortly after a loss that somebody may have a newer one.
        record Young() implements Answer {}

        /// A newer one.
        record Newer(Copy copy) implements Answer {}
    }

    /// Looks only.
    Mono<Answer> look(String name, Copy own) {
        return run("look", name, own, List.of());
    }

    /// Writes up what this node has, if it is newer.
    Mono<Answer> offer(String name, Copy own) {
        return run("offer", name, own, List.of(own.body()));
    }

    /// Puts the next state in place of the one that this node has. Again is always safe.
    Mono<Answer> propose(String name, Copy own, Copy next) {
        return run("propose", name, own, List.of(next.id(), next.body()));
    }

    /// The key of a document.
    String key(String name) {
        return "replica:{" + space + "/" + name + "}";
    }

    private Mono<Answer> run(String what, String name, Copy own, List<String> more) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                what,
                                Long.toString(own.sequence()),
                                own.id(),
                                Long.toString(LIFE.toMillis())));
        arguments.addAll(more);
        Stream<byte[]> bytes =
                arguments.stream().map(text -> text.getBytes(StandardCharsets.UTF_8));
        return store.runForText(script, List.of(key(name)), bytes.toList())
                .timeout(DEADLINE)
                .map(RedisReplicas::answer);
    }

    private static Answer answer(String text) {
        return switch (text) {
            case "done" -> new Answer.Done();
            case "same" -> new Answer.Same();
            case "older" -> new Answer.Older();
            case "young" -> new Answer.Young();
            default ->
                    new Answer.Newer(
                            Copy.parse(text)
                                    .orElseThrow(
                                            () -> new IllegalStateException("not a document")));
        };
    }
}
