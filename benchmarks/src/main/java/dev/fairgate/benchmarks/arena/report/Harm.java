package dev.fairgate.benchmarks.arena.report;

import dev.fairgate.benchmarks.arena.report.Play.Slice;

/// What a gate may do to a person, worst first. One person may be met by several.
public enum Harm {
    /// Told to go away, or to come back later.
    REFUSED("refused", "refused", "blocked, or told to wait by a limit, at least once"),

    /// Asked for a proof.
    CHALLENGED(
            "challenged",
            "challenged",
            "asked at least once for something that a program finds costly: a proof of work, a"
                    + " picture, spoken digits"),

    /// Asked for a proof for so long that nothing was left.
    TOO_LATE(
            "tooLate",
            "challenged and too late",
            "challenged while units were left, and came out without one"),

    /// Left by themselves.
    GAVE_UP("gaveUp", "gave up", "left without an order although units were left");

    private final String field;
    private final String title;
    private final String meaning;

    Harm(String field, String title, String meaning) {
        this.field = field;
        this.title = title;
        this.meaning = meaning;
    }

    /// How JSON calls it.
    String field() {
        return field;
    }

    /// How reports call it.
    String title() {
        return title;
    }

    /// What that word stands for.
    String meaning() {
        return meaning;
    }

    /// How many of these people were met by it.
    public Wilson of(Slice slice) {
        return Wilson.of(count(slice), slice.people());
    }

    private int count(Slice slice) {
        return switch (this) {
            case REFUSED -> slice.refused();
            case CHALLENGED -> slice.challenged();
            case TOO_LATE -> slice.tooLate();
            case GAVE_UP -> slice.gaveUp();
        };
    }
}
