package dev.fairgate.models.cluster;

/// Whether an account belongs to a cluster.
public sealed interface Membership {

    /// It does, to this one.
    record Member(Cluster cluster) implements Membership {}

    /// It belongs to none.
    record Stranger() implements Membership {
        static final Stranger STRANGER = new Stranger();
    }
}
