package dev.fairgate.benchmarks.arena.report;

import java.time.Instant;

/// One scenario, played twice with the same behaviour: through the gate, and with the gate only
/// looking on.
///
/// @param scenario name of the scenario, such as `rented addresses, no hands`
/// @param seed what behaviour was drawn from
/// @param motion how people's hands were made: `minimum-jerk`, `sigma-lognormal` or `recorded`
/// @param at when it began
public record Contest(
        String scenario, long seed, String motion, Instant at, Play guarded, Play unguarded) {}
