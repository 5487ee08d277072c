/// Who plays, how many, with what: scenario files (YAML, described in `scenarios/README.md`). Start
/// at `Scenario`; `ScenarioReader` refuses a file in one sentence that names the place. Every
/// number has a bound.
@NullMarked
package dev.fairgate.benchmarks.arena.scenario;

import org.jspecify.annotations.NullMarked;
