package dev.fairgate.risk.policy;

import java.util.function.Supplier;

/// The policy in force on this node. Whoever decides asks once for each request, so that one
/// request is never judged by two policies.
public final class CurrentPolicy implements Supplier<Policy> {

    private volatile Policy policy;

    /// Begins with one that a start has read.
    public CurrentPolicy(Policy first) {
        this.policy = first;
    }

    @Override
    public Policy get() {
        return policy;
    }

    /// Puts another one in force, for every request that begins from now on.
    public void install(Policy next) {
        policy = next;
    }
}
