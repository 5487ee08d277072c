package dev.fairgate.risk.export;

import dev.fairgate.risk.store.RiskStore;
import dev.fairgate.risk.store.Seen;
import dev.fairgate.risk.store.Swap;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/// Nodes under one key of the risk store, a line for each: whoever looks for them would have to go
/// through the whole store for a key each. Changed by compare-and-swap; the first line is random in
/// every version, as a swap compares how a value begins.
final class RedisNodes implements Nodes {

    /// After that a node is forgotten, with the key when it was the last one.
    static final Duration LIFE = Duration.ofHours(1);

    private static final Logger log = LoggerFactory.getLogger(RedisNodes.class);
    private static final String KEY = "nodes";
    private static final int MOST = 32;
    private static final int TRIES = 8;

    private final RiskStore store;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Duration deadline;

    /// @param deadline for one trip to the store
    RedisNodes(RiskStore store, InstantSource clock, RandomGenerator random, Duration deadline) {
        this.store = store;
        this.clock = clock;
        this.random = random;
        this.deadline = deadline;
    }

    @Override
    public Mono<Void> announce(Node self) {
        return store.getBytes(KEY)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .timeout(deadline)
                .flatMap(before -> write(self, before.orElse(null), TRIES))
                .onErrorResume(
                        RiskStore::isAway,
                        error -> {
                            log.debug("This node is not announced: {}", error.toString());
                            return Mono.empty();
                        });
    }

    @Override
    public Mono<List<Node>> all() {
        return store.getBytes(KEY).timeout(deadline).map(this::read).defaultIfEmpty(List.of());
    }

    private Mono<Void> write(Node self, byte @Nullable [] before, int tries) {
        if (tries == 0) {
            return Mono.empty(); // the next announcement is a minute away
        }
        byte[] after = write(before == null ? List.of() : read(before), self);
        return store.swap(List.of(Swap.write(KEY, before, after, LIFE)), deadline)
                .flatMap(
                        seen ->
                                switch (seen.getFirst()) {
                                    case Seen.Done _, Seen.Lost _ -> Mono.empty();
                                    case Seen.Held held -> write(self, held.value(), tries - 1);
                                });
    }

    private byte[] write(List<Node> others, Node self) {
        List<Node> nodes = new ArrayList<>(others);
        nodes.removeIf(node -> node.id().equals(self.id()) || node.url().equals(self.url()));
        nodes.sort(Comparator.comparing(Node::seen).reversed());
        nodes.addFirst(self);
        return nodes.stream()
                .limit(MOST)
                .map(Node::line)
                .collect(Collectors.joining("\n", version() + "\n", "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private String version() {
        return HexFormat.of().toHexDigits(random.nextLong());
    }

    private List<Node> read(byte[] value) {
        Instant oldest = clock.instant().minus(LIFE);
        return new String(value, StandardCharsets.UTF_8)
                .lines()
                .map(Node::parse)
                .flatMap(Optional::stream)
                .filter(node -> node.seen().isAfter(oldest))
                .limit(MOST)
                .toList();
    }
}
