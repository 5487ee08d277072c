package dev.fairgate.benchmarks.arena.motion;

/// What somebody uses a page with.
public enum Means {
    MOUSE,
    TOUCH,
    /// Tab, space and arrows only, as people with assistive technology do: no pointer at all.
    KEYBOARD
}
