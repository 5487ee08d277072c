/// The arena: simulated people and bots, named after the OWASP Automated Threats, play a sale on a
/// running Fairgate, once through the gate and once with the gate only looking on. Start at
/// `Attack`, the command; `scenarios/*.yaml` say who plays.
@NullMarked
package dev.fairgate.benchmarks.arena;

import org.jspecify.annotations.NullMarked;
