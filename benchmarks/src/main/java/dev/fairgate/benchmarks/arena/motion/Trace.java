package dev.fairgate.benchmarks.arena.motion;

import java.util.List;

/// What a page recorded of one visit, in the order of time.
public record Trace(List<Event> events) {

    /// One thing that the page saw, as the contract has it.
    ///
    /// @param at ms since the page was opened
    /// @param kind `m` move, `d` down, `u` up, `k` key, `s` scroll, `t` touch, `f` focus, `v`
    ///     visibility
    /// @param x px; 1 or 0 for `v`
    /// @param y px; has no meaning for `v`
    public record Event(int at, char kind, int x, int y) {}

    /// Takes a copy.
    public Trace {
        events = List.copyOf(events);
    }
}
