package dev.fairgate.proof.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.proof.check.Checker;
import dev.fairgate.proof.check.Violation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real processes, broken on purpose. `-Dfairgate.drill.seeds=100` runs more seeds,
/// `-Dfairgate.drill.seed=7` begins with another one (and one seed alone replays its schedule).
class DrillIT {

    private static final long FIRST = Long.getLong("fairgate.drill.seed", 0);
    private static final long SEEDS =
            Long.getLong("fairgate.drill.seeds", Breakage.values().length);

    /// The aim is 10 s, start of a JVM included; a machine that is slow at this moment gets twice.
    private static final Duration BACK_WITHIN = Duration.ofSeconds(20);

    private static final Path REPORTS = Path.of("target", "drill");

    @TempDir Path folder;
    private long soldMeanwhile;

    @Test
    void keepsEveryPromiseWhateverBreaks() throws IOException {
        List<String> wrong = new ArrayList<>();
        try (World world = World.start(folder, Path.of("target", "postgres"))) {
            for (Breakage breakage : Breakage.values()) {
                breakage.whyNot(world).ifPresent(why -> say("without " + breakage + ": " + why));
            }
            for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
                wrong.addAll(drill(world, seed));
            }
        }
        assertThat(wrong).isEmpty();
        if (SEEDS >= Breakage.values().length) { // a single one may leave nothing to buy
            assertThat(soldMeanwhile).as("bought while something was broken").isGreaterThan(SEEDS);
        }
    }

    private List<String> drill(World world, long seed) throws IOException {
        Schedule schedule = Schedule.of(seed).on(world);
        Drill drill = new Drill(world, seed, schedule);
        try {
            Drill.Result result = drill.run();
            say(Drill.line(result, schedule));
            soldMeanwhile += Drill.soldMeanwhile(result.history());
            return judge(result, schedule);
        } catch (IOException | RuntimeException e) {
            Path page = TimelinePage.write(REPORTS, drill.soFar(), List.of());
            say("seed " + seed + " (" + schedule + ") did not end, see " + page);
            throw e; // the world is not what the next seed needs
        }
    }

    private static List<String> judge(Drill.Result result, Schedule schedule) throws IOException {
        List<Violation> violations = Checker.check(result.history());
        List<String> wrong = new ArrayList<>(Checker.told(violations).toList());
        wrong.addAll(result.troubles());
        if (result.backInService().compareTo(BACK_WITHIN) > 0) {
            wrong.add("back in service after " + result.backInService());
        }
        if (!wrong.isEmpty()) {
            Path page = TimelinePage.write(REPORTS, result.history(), violations);
            wrong.addFirst("seed " + result.history().seed() + " (" + schedule + "), see " + page);
            wrong.forEach(DrillIT::say);
        }
        return wrong;
    }

    private static void say(String what) {
        System.out.println("drill: " + what);
    }
}
