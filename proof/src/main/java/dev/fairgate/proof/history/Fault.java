package dev.fairgate.proof.history;

/// What was broken, and until when, in nanoseconds since the history began.
public record Fault(String what, long begin, long end) {}
