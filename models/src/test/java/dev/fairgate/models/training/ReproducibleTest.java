package dev.fairgate.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.models.progress.Progress;
import dev.fairgate.models.scoring.ModelFile;
import dev.fairgate.models.table.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The same rows, recipe and seed give the same bytes.
class ReproducibleTest {

    private static final Table TABLE = Made.rows(2_000).bots(0.03).entitiesOf(2).table();

    @ParameterizedTest
    @EnumSource
    void givesTheSameBytesAgain(Recipe.Kind kind) throws CannotTrain {
        assertThat(file(kind, 1)).isEqualTo(file(kind, 1)).isNotEqualTo(file(kind, 2));
    }

    /// Also where another number of processors shares the work.
    @Test
    void givesTheSameBytesInAnotherProcess() throws CannotTrain, IOException, InterruptedException {
        assertThat(versionsOf("-XX:ActiveProcessorCount=1"))
                .isEqualTo(versions())
                .isEqualTo(versionsOf("-XX:ActiveProcessorCount=4"));
    }

    /// What the other process runs.
    public static void main(String[] arguments) throws CannotTrain {
        System.out.print(versions());
    }

    private static String versionsOf(String option) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process =
                new ProcessBuilder(
                                List.of(
                                        java,
                                        option,
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        ReproducibleTest.class.getName()))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return printed;
    }

    private static String versions() throws CannotTrain {
        return ModelFile.version(file(Recipe.Kind.GBT, 1))
                + " "
                + ModelFile.version(file(Recipe.Kind.FOREST, 1));
    }

    private static byte[] file(Recipe.Kind kind, long seed) throws CannotTrain {
        Recipe recipe = new Recipe(kind, 20, 6, 0.1, 100_000, seed);
        Trained trained =
                new Training(recipe, Budget.STANDARD, Progress.UNSEEN)
                        .run(TABLE, new Plan.Ordered(), "-");
        return ModelFile.write(trained.model());
    }
}
