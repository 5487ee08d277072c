/// What a contest of people and bots came to, and how it is told: as text, as a page with pictures,
/// as JSON. Start at `Contest`. Every number is about simulated people, and says so.
@NullMarked
package dev.fairgate.benchmarks.arena.report;

import org.jspecify.annotations.NullMarked;
