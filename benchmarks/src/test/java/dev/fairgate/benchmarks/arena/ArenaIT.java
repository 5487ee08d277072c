package dev.fairgate.benchmarks.arena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.benchmarks.arena.report.Contest;
import dev.fairgate.benchmarks.arena.report.Play;
import dev.fairgate.benchmarks.arena.report.TextReport;
import dev.fairgate.benchmarks.arena.scenario.ScenarioReader;
import dev.fairgate.benchmarks.arena.shop.Storefront;
import dev.fairgate.benchmarks.load.Shop;
import dev.fairgate.benchmarks.load.Workplace;
import dev.fairgate.servers.FreePort;
import dev.fairgate.servers.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Who gets the stock, with the gate and without, on the services that ship; and what an analyst
/// then makes of the log, on the same services while they run.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // all of it is there before any test
class ArenaIT {

    private static final Path SCENARIO = Path.of("src", "test", "resources", "arena-short.yaml");

    private Path directory;
    private PostgresServer database;
    private Workplace place;
    private Shop shop;
    private Analyst analyst;
    private Contest contest;

    @BeforeAll
    void play(@TempDir Path folder) throws IOException, InterruptedException {
        directory = folder;
        database =
                PostgresServer.of(
                                folder.resolve("data"),
                                Path.of("target", "postgres"),
                                FreePort.next())
                        .start();
        analyst = new Analyst(folder);
        analyst.run("keys", "my.key");
        place = new Workplace(Path.of(".."));
        shop =
                Shop.start(
                        place,
                        "arena",
                        new Shop.Settings(
                                List.of(),
                                List.of(
                                        Attack.observing(),
                                        "--fairgate.database.url=" + database.url(),
                                        "--fairgate.database.username=" + PostgresServer.USER,
                                        "--fairgate.models.first=false",
                                        "--fairgate.models.keys=" + folder.resolve("my.key.pub"))));
        try (Storefront front = new Storefront(shop.engine(), shop.risk())) {
            front.requireReady();
            Attack attack = new Attack(front, System.out);
            contest = attack.play(ScenarioReader.read(SCENARIO));
            attack.writeLabels(folder.resolve("labels.csv"));
        }
    }

    @AfterAll
    void stop() {
        shop.close();
        database.close();
    }

    @Test
    void keepsTheStockForPeople() {
        Play guarded = contest.guarded();
        Play unguarded = contest.unguarded();
        System.out.println(TextReport.of(contest));

        assertThat(unguarded.unitsOfBots()).as("without the gate").isGreaterThan(40);
        assertThat(guarded.unitsOfPeople()).as("with it").isGreaterThanOrEqualTo(54);
        assertThat(guarded.unitsOfPeople() + guarded.unitsOfBots()).isLessThanOrEqualTo(60);
        assertThat(people(guarded, Play.Slice::refused)).isZero();
        assertThat(people(guarded, Play.Slice::challenged)).isLessThanOrEqualTo(12);
        assertThat(people(unguarded, Play.Slice::challenged)).isZero();
        assertThat(guarded.attackers().getFirst().challenged()).isGreaterThan(50);
        assertThat(unguarded.attackers().getFirst().challenged()).isZero();
    }

    /// Log, dataset, training, upload, shadow, canary, champion, and back with one call.
    @Test
    void leadsAModelFromTheLogToChampionAndBack() throws IOException, InterruptedException {
        analyst.run(
                "dataset",
                place.decisions("arena").toAbsolutePath().toString(),
                "--labels",
                "labels.csv",
                "-o",
                "data.parquet");
        train("first.fgm", 10, 1);
        train("again.fgm", 10, 1);
        train("second.fgm", 12, 2);
        assertThat(directory.resolve("again.fgm"))
                .hasSameBinaryContentAs(directory.resolve("first.fgm"));

        Registrar registrar = new Registrar(shop.risk(), directory);
        assertThat(registrar.deciding()).as("before there is a model").containsOnly("none");
        String first = publish("first.fgm", registrar);
        stage(registrar, first, "champion");
        assertThat(registrar.awaitOnly(first)).isEqualTo(first);

        String second = publish("second.fgm", registrar);
        stage(registrar, second, "shadow");
        assertThat(registrar.compared(second)).as("requests seen in shadow").isPositive();
        stage(registrar, second, "canary", "--percent", "50");
        assertThat(registrar.awaitBoth(first, second)).contains(first, second);
        stage(registrar, second, "champion");
        assertThat(registrar.awaitOnly(second)).isEqualTo(second);
        stage(registrar, first, "champion");
        assertThat(registrar.awaitOnly(first)).isEqualTo(first);
    }

    /// In the order of time the last of a minute are bots alone.
    private void train(String file, int trees, int seed) throws IOException, InterruptedException {
        analyst.run(
                "train",
                "data.parquet",
                "-o",
                file,
                "--split",
                "random",
                "--trees",
                Integer.toString(trees),
                "--seed",
                Integer.toString(seed));
    }

    private String publish(String file, Registrar registrar)
            throws IOException, InterruptedException {
        String said =
                analyst.run(
                        "publish",
                        file,
                        "--key",
                        "my.key",
                        "--url",
                        shop.risk().toString(),
                        "--token-file",
                        registrar.tokenFile());
        return said.substring(0, said.indexOf(' '));
    }

    private void stage(Registrar registrar, String version, String stage, String... more)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("stage", version, stage));
        words.addAll(List.of(more));
        words.addAll(
                List.of("--url", shop.risk().toString(), "--token-file", registrar.tokenFile()));
        analyst.run(words.toArray(String[]::new));
    }

    private static int people(Play play, ToIntFunction<Play.Slice> number) {
        return play.slices().stream().mapToInt(number).sum();
    }
}
