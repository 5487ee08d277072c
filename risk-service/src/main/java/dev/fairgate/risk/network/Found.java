package dev.fairgate.risk.network;

/// What one source knows of an address, and of how many others beside it.
///
/// @param length bits of the block around the address of which the facts are true, of 128
record Found(NetworkFacts facts, int length) {

    /// Nothing, and of nobody else: a source that has no row says nothing of the neighbours.
    static final Found NOTHING = new Found(NetworkFacts.UNKNOWN, 128);

    /// Both together are true of the smaller block.
    Found and(Found other) {
        return new Found(facts.or(other.facts), Math.max(length, other.length));
    }
}
