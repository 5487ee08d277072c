package dev.fairgate.risk.tuning;

import dev.fairgate.risk.policy.CurrentPolicy;
import dev.fairgate.risk.policy.Policy;
import dev.fairgate.risk.policy.PolicyReader;
import dev.fairgate.risk.policy.PolicyReader.Reading;
import dev.fairgate.risk.policy.Seed;
import dev.fairgate.risk.replica.Replica;
import dev.fairgate.risk.replica.Replica.Change;
import dev.fairgate.risk.replica.Replica.State;
import dev.fairgate.risk.replica.Replicas;
import io.micrometer.core.instrument.Counter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/// The policy that this node goes by, as it follows what all nodes share. A state that it cannot
/// read, as a newer release may make, is told and counted, and the one before stays in force.
final class Standing {

    private static final Logger log = LoggerFactory.getLogger(Standing.class);

    private static final String NAME = "policy";
    private static final int MOST_BYTES = 2 * 1024 * 1024;

    private final CurrentPolicy current;
    private final Counter unreadable;
    private final Optional<Replica> replica;
    private volatile Now now;

    /// What is in force, and what it came from.
    private record Now(Tuned tuned, Policy policy) {}

    /// @param now when the node starts
    /// @param unreadable counts states that this node cannot read
    Standing(Seed seed, Instant now, CurrentPolicy current, Replicas replicas, Counter unreadable) {
        this.current = current;
        this.unreadable = unreadable;
        Tuned first = Tuned.first(seed.document(), now);
        this.now = new Now(first, current.get());
        this.replica =
                seed.fixed()
                        ? Optional.empty()
                        : Optional.of(
                                replicas.open(
                                        NAME, TunedJson.write(first, MOST_BYTES), this::follow));
    }

    /// Whether nobody can change it.
    boolean isFixed() {
        return replica.isEmpty();
    }

    /// What this node knows; never waits.
    Tuned tuned() {
        return now.tuned();
    }

    /// What is in force.
    Policy policy() {
        return now.policy();
    }

    /// The same after a look at what all nodes share; errors while the risk store is away.
    Mono<Tuned> look() {
        return replica.map(it -> it.look().map(_ -> tuned())).orElseGet(() -> Mono.just(tuned()));
    }

    /// Puts the next state in place of the one before.
    Mono<Change> propose(Tuned next) {
        return replica.orElseThrow()
                .propose(next.active().number() - 1, TunedJson.write(next, MOST_BYTES));
    }

    /// The policy that a document comes to, or its faults.
    static Reading read(Version version) {
        return PolicyReader.read(
                version.document().getBytes(StandardCharsets.UTF_8),
                version.preset(),
                Math.max(1, version.number())); // what a node begins with is to become the first
    }

    private void follow(State state) {
        Optional<Tuned> tuned =
                TunedJson.read(state.body()).filter(it -> it.active().number() == state.sequence());
        if (tuned.isEmpty()) {
            refuse(state, "it is no policy");
            return;
        }
        Version version = tuned.get().active();
        switch (read(version)) {
            case Reading.Valid(Policy policy) -> {
                now = new Now(tuned.get(), policy);
                current.install(policy);
                log.info(
                        "Policy {} is in force: {} by {}, preset {}, \"{}\"",
                        version.number(),
                        version.kind().wireName(),
                        version.by(),
                        version.preset().wireName(),
                        version.comment());
            }
            case Reading.Faulty(var faults) -> refuse(state, faults.toString());
        }
    }

    private void refuse(State state, String why) {
        unreadable.increment();
        log.error(
                "Policy {} is not in force here, {} stays: {}",
                state.sequence(),
                now.tuned().active().number(),
                why);
    }
}
