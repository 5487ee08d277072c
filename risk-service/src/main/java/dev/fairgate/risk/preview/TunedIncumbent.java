package dev.fairgate.risk.preview;

import dev.fairgate.risk.policy.CurrentPolicy;
import dev.fairgate.risk.policy.Policy;
import dev.fairgate.risk.tuning.Guard.Band;
import dev.fairgate.risk.tuning.Tuning;
import dev.fairgate.risk.tuning.Tuning.InForce;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import reactor.core.publisher.Mono;

/// The policy in force, as tuning has it.
record TunedIncumbent(CurrentPolicy policies, Tuning tuning) implements Incumbent {

    @Override
    public State current() {
        InForce known = tuning.current();
        Policy policy = policies.get();
        // A state that this node cannot read is not in force here: then nothing is known of it.
        Optional<Band> band = policy.version() == known.version() ? known.band() : Optional.empty();
        byte[] document = known.document().getBytes(StandardCharsets.UTF_8);
        return new State(policy, document, known.preset(), band);
    }

    @Override
    public Mono<Boolean> revert(long version, String reason) {
        return tuning.revert(version, reason);
    }
}
