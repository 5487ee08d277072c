package dev.fairgate.risk.decision;

import dev.fairgate.models.feature.Cells;
import dev.fairgate.risk.policy.Policy;
import java.util.function.Supplier;

/// Has the rulebook of the policy in force, made once for each policy. Thread-safe.
final class Rulebooks {

    private final Supplier<Policy> policies;
    private final Cells cells;
    private volatile Rulebook last;

    /// @param policies the one in force; another one has another version
    Rulebooks(Supplier<Policy> policies, Cells cells) {
        this.policies = policies;
        this.cells = cells;
        this.last = Rulebook.of(policies.get(), cells);
    }

    /// The one that a request which begins now is judged by.
    Rulebook current() {
        Policy policy = policies.get();
        Rulebook known = last;
        if (known.policy().version() != policy.version()) {
            known = Rulebook.of(policy, cells);
            last = known;
        }
        return known;
    }
}
