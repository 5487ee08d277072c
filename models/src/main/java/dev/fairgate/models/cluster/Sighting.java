package dev.fairgate.models.cluster;

/// An account was seen.
///
/// @param account a hash of its id, the same on every node
/// @param atMs when, in ms since 1970
/// @param position where it stood among others then
public record Sighting(long account, long atMs, Position position) {

    /// The one of two sightings of an account that counts: the later, and of two at the same time
    /// always the same one.
    static Sighting later(Sighting one, Sighting other) {
        int order = Long.compare(one.atMs, other.atMs);
        if (order == 0) {
            order = one.position.compareTo(other.position);
        }
        return order >= 0 ? one : other;
    }
}
