package dev.fairgate.risk.list;

/// What a person has said about somebody.
sealed interface Item permits Entry, Suppression {

    /// A ULID.
    String id();

    /// About whom.
    Target target();

    /// In the words of that person.
    String reason();

    /// The account of whoever said so last.
    String owner();

    /// Milliseconds from 1970: then it says nothing any more. [Long#MAX_VALUE] for never.
    long until();

    /// Whether of the two only one can stand.
    boolean isAboutTheSameAs(Item other);
}
