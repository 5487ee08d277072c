package dev.fairgate.risk.list;

import java.time.Instant;
import java.util.Optional;

/// What a person has put on a list.
///
/// @param id a ULID
/// @param reason in the words of that person
/// @param owner the account of whoever said so last
/// @param createdAt when it was put there first
/// @param expiresAt from then on it says nothing; always there for networks, which change hands
record Entry(
        String id,
        ListName list,
        Target target,
        String reason,
        String owner,
        Instant createdAt,
        Optional<Instant> expiresAt)
        implements Item {

    Entry {
        if (target.kind().isNetwork() && expiresAt.isEmpty()) {
            throw new IllegalArgumentException("an entry about a network must expire");
        }
    }

    /// The same words in place of an entry about the same.
    Entry inPlaceOf(Entry before) {
        return new Entry(before.id, list, target, reason, owner, before.createdAt, expiresAt);
    }

    @Override
    public boolean isAboutTheSameAs(Item other) {
        return other instanceof Entry entry && list == entry.list && target.equals(entry.target);
    }

    @Override
    public long until() {
        return expiresAt.map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
    }
}
