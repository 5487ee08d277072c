package dev.fairgate.models.replay;

/// Why the features of a decision cannot be computed again from a log.
enum Incomparable {
    OTHER_VERSION("its features are of another version"),
    ALONE("it was made while evidence was out of reach"),
    NO_SEQUENCE("not all of those behind it have a sequence"),
    BEFORE("a profile began before these files"),
    EPOCH("an address got another pseudonym, and its profile began under the one before"),
    GAP("a line before it is missing, and the log says that lines were lost"),
    MISSING("a line before it is missing: not in these files, or a repeated request had none"),
    FORKED("two decisions have the same sequence: a node answered from its own memory"),
    TWICE("it is in these files twice");

    private final String sentence;

    Incomparable(String sentence) {
        this.sentence = sentence;
    }

    /// For people.
    String sentence() {
        return sentence;
    }
}
