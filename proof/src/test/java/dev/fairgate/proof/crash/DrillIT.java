package dev.fairgate.proof.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.proof.check.Checker;
import dev.fairgate.proof.check.Violation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real processes, broken on purpose. `-Dfairgate.drill.seeds=100` runs more seeds,
/// `-Dfairgate.drill.seed=7` begins with another one (and one seed alone replays its schedule).
class DrillIT {

    private static final long FIRST = Long.getLong("fairgate.drill.seed", 0);
    private static final long SEEDS =
            Long.getLong("fairgate.drill.seeds", Breakage.values().length);
    private static final Duration BACK_WITHIN = Duration.ofSeconds(10);
    private static final Path REPORTS = Path.of("target", "drill");

    @TempDir Path folder;

    @Test
    void keepsEveryPromiseWhateverBreaks() throws IOException {
        List<String> wrong = new ArrayList<>();
        try (World world = new World(folder, Path.of("target", "postgres"))) {
            List<Breakage> possible = possible(world);
            LongStream.range(FIRST, FIRST + SEEDS)
                    .forEach(seed -> wrong.addAll(drill(world, seed, possible)));
        }
        assertThat(wrong).isEmpty();
    }

    private static List<Breakage> possible(World world) {
        List<Breakage> possible = new ArrayList<>();
        for (Breakage breakage : Breakage.values()) {
            breakage.whyNot(world)
                    .ifPresentOrElse(
                            why -> System.out.println("drill: without " + breakage + ": " + why),
                            () -> possible.add(breakage));
        }
        return possible;
    }

    private static List<String> drill(World world, long seed, List<Breakage> possible) {
        Schedule schedule = Schedule.of(seed, possible);
        try {
            Drill.Result result = new Drill(world, seed, schedule).run();
            System.out.println("drill: " + Drill.line(result, schedule));
            List<Violation> violations = Checker.check(result.history());
            List<String> wrong = new ArrayList<>(Checker.told(violations).toList());
            if (result.backInService().compareTo(BACK_WITHIN) > 0) {
                wrong.add("back in service after " + result.backInService());
            }
            if (!wrong.isEmpty()) {
                Path page = TimelinePage.write(REPORTS, result.history(), violations);
                wrong.addFirst("seed " + seed + " (" + schedule + "), see " + page);
                wrong.forEach(it -> System.out.println("drill: " + it));
            }
            return wrong;
        } catch (IOException | RuntimeException e) {
            world.nodes().forEach(World.Node::heal);
            return List.of("seed " + seed + " (" + schedule + ") did not end: " + e);
        }
    }
}
