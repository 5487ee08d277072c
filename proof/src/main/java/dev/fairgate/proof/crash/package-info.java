/// Breaks a real Fairgate on purpose: two engines, risk service, two Redis and PostgreSQL, each a
/// process of its own, under load, by a schedule that a seed draws. Start at [Drill]; what it
/// recorded is judged by [dev.fairgate.proof.check.Checker].
@NullMarked
package dev.fairgate.proof.crash;

import org.jspecify.annotations.NullMarked;
