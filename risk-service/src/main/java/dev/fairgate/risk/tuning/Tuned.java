package dev.fairgate.risk.tuning;

import dev.fairgate.risk.policy.Preset;
import dev.fairgate.risk.tuning.Version.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What all nodes know of the policy: the version in force, those before it, and what is to happen
/// with it by itself.
///
/// @param recent the newest first, at least one; so many that PostgreSQL can be told later
/// @param seeds the hashes of all seeds that were in force, the newest first
/// @param band what is to be expected of the version in force, where something is known
/// @param unconfirmed what is to be taken back unless somebody confirms it
record Tuned(
        List<Version> recent,
        List<String> seeds,
        Optional<Guard.Band> band,
        Optional<Unconfirmed> unconfirmed) {

    private static final int MOST_RECENT = 50;
    private static final int MOST_SEEDS = 64;

    /// Takes copies, and no more than the bounds.
    Tuned {
        if (recent.isEmpty()) {
            throw new IllegalArgumentException("some policy is always in force");
        }
        recent = recent.stream().limit(MOST_RECENT).toList();
        seeds = seeds.stream().limit(MOST_SEEDS).toList();
    }

    /// A change past the guard.
    ///
    /// @param version the number of the change
    /// @param until when it is taken back
    /// @param document and
    /// @param preset to go back to
    record Unconfirmed(long version, Instant until, String document, Preset preset) {

        Unconfirmed under(Preset other) {
            return new Unconfirmed(version, until, document, other);
        }
    }

    /// What a node knows that has nothing but its seed.
    static Tuned first(String document, Instant at) {
        Version seed = new Version(0, Kind.SEED, Preset.NORMAL, Version.FAIRGATE, at, "", document);
        return new Tuned(List.of(seed), List.of(), Optional.empty(), Optional.empty());
    }

    /// The version in force.
    Version active() {
        return recent.getFirst();
    }

    /// Who changes something, when, and why.
    record Author(String by, String comment, Instant at) {}

    /// The version that comes after the one in force.
    Version after(Kind kind, Author author, Preset preset, String document) {
        return new Version(
                active().number() + 1,
                kind,
                preset,
                author.by(),
                author.at(),
                author.comment(),
                document);
    }

    /// The same with another version in force, of which nothing is expected or to be confirmed.
    Tuned next(Version version) {
        Stream<Version> before = recent.stream().filter(it -> it.number() > 0);
        return new Tuned(
                Stream.concat(Stream.of(version), before).toList(),
                seeds,
                Optional.empty(),
                Optional.empty());
    }

    Tuned withSeed(String hash) {
        return new Tuned(
                recent,
                Stream.concat(Stream.of(hash), seeds.stream().filter(it -> !it.equals(hash)))
                        .toList(),
                band,
                unconfirmed);
    }

    Tuned expecting(Optional<Guard.Band> expected) {
        return new Tuned(recent, seeds, expected, unconfirmed);
    }

    Tuned unless(Optional<Unconfirmed> confirmed) {
        return new Tuned(recent, seeds, band, confirmed);
    }

    /// Without its oldest version.
    Tuned shorter() {
        return new Tuned(recent.subList(0, recent.size() - 1), seeds, band, unconfirmed);
    }
}
