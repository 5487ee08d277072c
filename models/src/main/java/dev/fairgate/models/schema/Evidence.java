package dev.fairgate.models.schema;

/// Whose evidence a feature is, which decides how far it may go.
public enum Evidence {
    /// Of the account, its device or what was sent: may lead to a block.
    OWN,
    /// Of an address, a network or a crowd, which others share: at most a challenge.
    SHARED,
    /// That something is missing which a page of ours would have sent: at most a challenge.
    SILENCE
}
