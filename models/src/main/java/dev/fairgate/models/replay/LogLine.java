package dev.fairgate.models.replay;

/// What a line of a log is.
sealed interface LogLine {

    /// A decision.
    record Decision(Logged logged) implements LogLine {}

    /// What happened to one: nothing that a profile sees.
    record Event(String text) implements LogLine {}

    /// Some lines are missing.
    record Gap(long lines, String text) implements LogLine {}

    /// Nothing that a log has.
    ///
    /// @param place file and line
    /// @param why goes on after "it"
    record Unreadable(String place, String why) implements LogLine {}
}
