package dev.fairgate.benchmarks.arena;

import dev.fairgate.benchmarks.arena.crowd.Stage;
import dev.fairgate.benchmarks.arena.crowd.Stage.Label;
import dev.fairgate.benchmarks.arena.crowd.Stage.Played;
import dev.fairgate.benchmarks.arena.report.Contest;
import dev.fairgate.benchmarks.arena.report.Reports;
import dev.fairgate.benchmarks.arena.report.TextReport;
import dev.fairgate.benchmarks.arena.scenario.CannotPlay;
import dev.fairgate.benchmarks.arena.scenario.Scenario;
import dev.fairgate.benchmarks.arena.shop.Storefront;
import dev.fairgate.benchmarks.load.Shop;
import dev.fairgate.benchmarks.load.Workplace;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `./run attack`: simulated people and bots play a fresh sale twice, once through the gate and
/// once with the gate only looking on; then it says who got the stock, and writes a report.
public final class Attack {

    /// Sales whose names begin so are only observed, as the policy of `./run` says.
    private static final String OBSERVED = "arena-observed-";

    private static final String GUARDED = "arena-guarded-";
    private static final int REHEARSAL_MS = 8_000;
    private static final Path SCENARIOS = Path.of("benchmarks", "scenarios");
    private static final Path RESULTS = Path.of("benchmarks", "target", "arena");

    private final Storefront shop;
    private final PrintStream out;
    private final List<Label> labels = new ArrayList<>();

    Attack(Storefront shop, PrintStream out) {
        this.shop = shop;
        this.out = out;
    }

    /// Runs, and exits with 1 and one sentence where nothing could be played.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try {
            Options options = Options.of(List.of(arguments), SCENARIOS, System.getenv());
            URI engine = options.engine();
            URI risk = options.risk();
            if (engine == null || risk == null) {
                playOnItsOwn(options);
            } else {
                play(options, engine, risk);
            }
        } catch (CannotPlay e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void playOnItsOwn(Options options) throws IOException, InterruptedException {
        System.out.println("A Fairgate of its own is started");
        Workplace place = new Workplace(Path.of(""));
        try (Shop shop =
                Shop.start(
                        place,
                        "arena",
                        new Shop.Settings(List.of(), List.of(policy(options.challengeFrom()))))) {
            play(options, shop.engine(), shop.risk());
        } finally {
            place.endChildren();
        }
        if (options.logs() != null) {
            keep(place.decisions("arena"), options.logs());
        }
    }

    /// The log is whole now, as nobody writes any more; the key of its pseudonyms stays behind.
    private static void keep(Path decisions, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(decisions, "decisions-*.{jsonl,jsonl.gz}")) {
            for (Path file : files) {
                copy(file, folder);
            }
        }
        copy(RESULTS.resolve("labels.csv"), folder);
        System.out.println("Decision log and labels: " + folder);
    }

    private static void copy(Path file, Path folder) throws IOException {
        Path name = Objects.requireNonNull(file.getFileName());
        Files.copy(file, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    /// The setting of a risk service that only looks on at the sales it should.
    static String observing() {
        return policy(null);
    }

    private static String policy(@Nullable Double challengeFrom) {
        String thresholds =
                challengeFrom == null
                        ? ""
                        : ",\"thresholds\":{\"challenge\":%s,\"block\":1}".formatted(challengeFrom);
        return "--fairgate.policy.patch={\"sales\":{\"%s*\":{\"mode\":\"observe\"}}%s}"
                .formatted(OBSERVED, thresholds);
    }

    private static void play(Options options, URI engine, URI risk)
            throws IOException, InterruptedException {
        try (Storefront shop = new Storefront(engine, risk)) {
            shop.requireReady();
            Attack attack = new Attack(shop, System.out);
            List<Contest> contests = new ArrayList<>();
            attack.rehearse(options.scenarios().getFirst());
            for (Scenario scenario : options.scenarios()) {
                contests.add(attack.play(scenario));
                System.out.println();
                System.out.println(TextReport.of(contests.getLast()));
            }
            attack.save(contests, RESULTS);
        }
    }

    /// A few seconds that do not count, so that nobody is judged by code that has never run.
    private void rehearse(Scenario scenario) throws IOException, InterruptedException {
        out.println("A rehearsal, which does not count");
        new Stage(shop, scenario.rehearsal(REHEARSAL_MS), out)
                .play(GUARDED + "r-" + name(Instant.now()), run(Instant.now()) + 1, 1);
    }

    /// Plays one scenario, through the gate first: what the gate learns there it could know later
    /// anyway, the other way round it would have seen the same behaviour before.
    Contest play(Scenario scenario) throws IOException, InterruptedException {
        Instant at = Instant.now();
        int run = run(at);
        String name = name(at);
        out.printf("%s, through the gate%n", scenario.name());
        Played guarded = new Stage(shop, scenario, out).play(GUARDED + name, run, 0);
        out.printf("%s, the gate only looking on%n", scenario.name());
        Played observed = new Stage(shop, scenario, out).play(OBSERVED + name, run, 1);
        labels.addAll(guarded.labels());
        labels.addAll(observed.labels());
        return new Contest(
                scenario.name(),
                scenario.seed(),
                scenario.people().hands().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                at,
                guarded.play(),
                observed.play());
    }

    private static String name(Instant at) {
        return Long.toString(at.toEpochMilli(), 36);
    }

    private static int run(Instant at) {
        return (int) (at.toEpochMilli() / 1_000 % 40_000);
    }

    private void save(List<Contest> contests, Path folder) throws IOException {
        Files.createDirectories(folder);
        Reports.write(contests, folder);
        writeLabels(folder.resolve("labels.csv"));
        out.printf(
                "Pictures: %s   figures: %s   who was who, for training: %s%n",
                folder.resolve("report.html"),
                folder.resolve("latest.json"),
                folder.resolve("labels.csv"));
    }

    /// Who was whose, for whoever trains on the decision log.
    void writeLabels(Path file) throws IOException {
        StringBuilder text = new StringBuilder("accountId,saleId,label\n");
        for (Label label : labels) {
            text.append(label.account())
                    .append(',')
                    .append(label.sale())
                    .append(label.person() ? ",human\n" : ",bot\n");
        }
        Files.writeString(file, text);
    }
}
