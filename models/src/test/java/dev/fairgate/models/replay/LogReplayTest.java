package dev.fairgate.models.replay;

import static dev.fairgate.models.replay.SimulatedNodes.log;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.models.progress.Progress;
import dev.fairgate.models.replay.NumberedLines.Line;
import dev.fairgate.models.replay.SimulatedNodes.Decided;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogReplayTest {

    private static final int PAIRS = 1_000;

    /// What a log has the outcome of, and not where it came from.
    private static final Set<FeatureName> OBSERVED = observed();

    private Replay replay = new Replay(Path.of("."));

    @BeforeEach
    void begin(@TempDir Path folder) {
        replay = new Replay(folder);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void isEqualBitForBitOverTwoNodes(long seed) throws IOException {
        List<Decided> lines = new SimulatedNodes(seed).pairs(PAIRS).decided();
        replay.write("a/decisions-1.jsonl", log(lines, 0));
        replay.write("b/decisions-1.jsonl.gz", log(lines, 1));

        Replay.Ended ended =
                replay.run(replay.file("a"), replay.file("b"), "-o", replay.file("all.jsonl"));

        assertThat(ended.exitCode()).as(ended.out()).isZero();
        assertThat(ended.out())
                .contains("2,000 lines read, in 2 files", "2,000 comparable", "2,000 equal")
                .contains(" 0 different", " 0 not comparable")
                .doesNotContain(" 0 profiles began anew");
        assertThat(Files.readAllLines(replay.file("all.jsonl")))
                .containsExactlyInAnyOrderElementsOf(lines.stream().map(Decided::line).toList());
    }

    @Test
    void readsSegmentsOfANodeInWhateverOrderTheyAreGiven() throws IOException {
        List<Decided> lines = new SimulatedNodes(6).pairs(PAIRS).decided();
        replay.write("a2.jsonl", log(lines.subList(1_000, 2_000), 0));
        replay.write("a1.jsonl.gz", log(lines.subList(0, 1_000), 0));
        replay.write("b.jsonl", log(lines, 1));

        assertThat(report("a2.jsonl", "b.jsonl", "a1.jsonl.gz").equalOnes()).isEqualTo(2_000);
    }

    @Test
    void findsOneFlippedBitInWhateverCanBeComputedAgain() throws IOException {
        List<Decided> lines = new SimulatedNodes(7).pairs(200).decided();
        for (FeatureName name : FeatureName.values()) {
            List<Decided> flipped = new ArrayList<>(lines);
            flipped.set(150, flip(lines.get(150), name));
            replay.write("a.jsonl", log(flipped, 0));
            replay.write("b.jsonl", log(flipped, 1));

            Replay.Ended ended = replay.run(replay.file("a.jsonl"), replay.file("b.jsonl"));

            boolean found = !OBSERVED.contains(name);
            assertThat(ended.exitCode()).as(name + ended.out()).isEqualTo(found ? 2 : 0);
            if (found) {
                assertThat(ended.out())
                        .containsPattern(" 1 different\\R.*\\.jsonl:\\d+: " + name.feature().name())
                        .contains("399 equal");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {217, 300, 411, 512, 777, 901, 1_100})
    void cannotCompareWhatComesAfterAMissingLineAndNothingElse(int missing) throws IOException {
        List<Decided> lines = new SimulatedNodes(8).pairs(PAIRS).decided();
        Decided gone = lines.get(missing);
        List<Decided> rest = new ArrayList<>(lines);
        rest.remove(gone);
        long after = rest.stream().filter(line -> line.dependsOn(gone)).count();
        replay.write("a.jsonl", log(rest, 0));
        replay.write("b.jsonl", log(rest, 1));

        LogReport report = report("a.jsonl", "b.jsonl");

        assertThat(report.differentOnes()).as(report.lines().toString()).isZero();
        assertThat(after).isPositive();
        assertThat(report.equalOnes()).isEqualTo(rest.size() - after);
        assertThat(report.incomparableOnes()).containsOnlyKeys(Incomparable.MISSING);
    }

    @Test
    void saysThatTheLogHasAGap() throws IOException {
        List<Decided> lines = new ArrayList<>(new SimulatedNodes(9).pairs(PAIRS).decided());
        Decided gone = lines.remove(700);
        lines.add(700, new Decided(gone.node(), "{\"v\":2,\"gap\":1}", gone.lives()));
        replay.write("a.jsonl", log(lines, 0));
        replay.write("b.jsonl", log(lines, 1));

        LogReport report = report("a.jsonl", "b.jsonl");

        assertThat(report.gaps()).isEqualTo(1);
        assertThat(report.incomparableOnes()).containsOnlyKeys(Incomparable.GAP);
        assertThat(report.lines()).anyMatch(line -> line.endsWith("1 gaps, of 1 lines in all"));
    }

    @Test
    void cannotCompareWhatBeganBeforeTheFiles() throws IOException {
        List<Decided> lines = new SimulatedNodes(10).pairs(PAIRS).decided();
        replay.write("late.jsonl", log(lines.subList(1_000, 2_000), 0));
        replay.write("late2.jsonl", log(lines.subList(1_000, 2_000), 1));

        LogReport report = report("late.jsonl", "late2.jsonl");

        assertThat(report.differentOnes()).isZero();
        assertThat(report.incomparableOnes()).containsKey(Incomparable.BEFORE);
        assertThat(report.decisions()).isEqualTo(1_000);
    }

    @Test
    void saysThatAddressesGotOtherPseudonyms() throws IOException {
        List<Decided> lines = new SimulatedNodes(11).pairs(300).renewEpoch().pairs(300).decided();
        replay.write("a.jsonl", log(lines, 0));
        replay.write("b.jsonl", log(lines, 1));

        LogReport report = report("a.jsonl", "b.jsonl");

        assertThat(report.differentOnes()).isZero();
        assertThat(report.incomparableOnes()).containsOnlyKeys(Incomparable.EPOCH);
        assertThat(report.equalOnes()).isGreaterThanOrEqualTo(600);
    }

    @Test
    void doesNotTrustASequenceThatIsThereTwice() throws IOException {
        List<Decided> lines = new ArrayList<>(new SimulatedNodes(12).pairs(PAIRS).decided());
        Decided twin = lines.get(800);
        String other = twin.line().replace("01KAPZ9E07", "01KAPZ9E08");
        lines.add(801, new Decided(1 - twin.node(), other, twin.lives()));
        replay.write("a.jsonl", log(lines, 0));
        replay.write("b.jsonl", log(lines, 1));

        LogReport report = report("a.jsonl", "b.jsonl");

        assertThat(report.differentOnes()).isZero();
        assertThat(report.incomparableOnes())
                .hasEntrySatisfying(
                        Incomparable.FORKED, count -> assertThat(count).isGreaterThan(100));
    }

    @Test
    void takesAFileThatIsGivenTwiceOnce() throws IOException {
        List<Decided> lines = new SimulatedNodes(13).pairs(50).decided();
        replay.write("a.jsonl", log(lines, 0));
        replay.write("b.jsonl", log(lines, 1));
        replay.write("again/a.jsonl.gz", log(lines, 0));
        replay.write("c/one.jsonl", log(lines.subList(0, 2), 0) + log(lines.subList(0, 2), 1));
        replay.write("c/one.jsonl.gz", log(lines.subList(0, 2), 0) + log(lines.subList(0, 2), 1));

        assertThat(report("c").decisions()).isEqualTo(2);
        LogReport report = report("a.jsonl", "b.jsonl", "again");
        assertThat(report.equalOnes()).isEqualTo(100);
        assertThat(report.incomparableOnes()).containsOnlyKeys(Incomparable.TWICE);
    }

    @Test
    void leavesOutWhatWasDecidedAlone() throws IOException {
        List<Decided> lines = new ArrayList<>(new SimulatedNodes(14).pairs(PAIRS).decided());
        Decided alone = lines.get(500);
        String line =
                alone.line()
                        .replace("\"degraded\":false", "\"degraded\":true")
                        .replace("01KAPZ9E07", "01KAPZ9E08");
        lines.add(500, new Decided(alone.node(), line, alone.lives()));
        replay.write("a.jsonl", log(lines, 0));
        replay.write("b.jsonl", log(lines, 1));

        LogReport report = report("a.jsonl", "b.jsonl");

        assertThat(report.equalOnes()).isEqualTo(2_000);
        assertThat(report.incomparableOnes()).isEqualTo(Map.of(Incomparable.ALONE, 1L));
    }

    @Test
    void countsLinesThatAreNone() throws IOException {
        List<Decided> lines = new SimulatedNodes(15).pairs(50).decided();
        String good = lines.getFirst().line();
        replay.write(
                "a.jsonl",
                String.join(
                        "\n",
                        "no JSON",
                        "[]",
                        "{}",
                        "{\"v\":2}",
                        good.replace("\"address\":", "\"address\":99"),
                        good.replace("\"sequence\":1", "\"sequence\":0"),
                        good.replace("\"v\":2,", "\"v\":2,\"v\":2,"),
                        good.substring(0, good.length() - 9),
                        "[".repeat(100_000),
                        "x".repeat(2 << 20),
                        "{\"v\":2,\"kind\":\"outcome\",\"decisionId\":\"0\"}",
                        good.replace("\"featureVersion\":2", "\"featureVersion\":9"),
                        ""));

        Replay.Ended ended = replay.run(replay.file("a.jsonl"));

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out())
                .contains("12 lines read", "10 lines cannot be read", "a.jsonl:1 is no line")
                .contains("1 decisions", Incomparable.OTHER_VERSION.sentence());
    }

    @Test
    void saysWhereAFileIsCutOff() throws IOException {
        List<Decided> lines = new SimulatedNodes(16).pairs(200).decided();
        Path whole = replay.write("a.jsonl.gz", log(lines, 0) + log(lines, 1));
        byte[] packed = Files.readAllBytes(whole);
        Files.write(replay.file("cut.jsonl.gz"), Arrays.copyOf(packed, 20_000));
        replay.write("empty/nothing.txt", "");

        Replay.Ended cut = replay.run(replay.file("cut.jsonl.gz"));
        Replay.Ended empty = replay.run(replay.file("empty"));
        Replay.Ended gone = replay.run(replay.file("gone.jsonl"));

        assertThat(cut.exitCode()).isZero();
        assertThat(cut.out()).contains("cut.jsonl.gz cannot be read to its end");
        assertThat(empty.exitCode()).isEqualTo(1);
        assertThat(empty.err()).contains("no file of a decision log").hasLineCount(1);
        assertThat(gone.exitCode()).isEqualTo(1);
        assertThat(gone.err()).contains("no file or folder").hasLineCount(1);
    }

    @Test
    void doesNotWriteALogOverItself() throws IOException {
        List<Decided> lines = new SimulatedNodes(17).pairs(5).decided();
        replay.write("a.jsonl", log(lines, 0) + log(lines, 1));

        Replay.Ended ended = replay.run(replay.file("a.jsonl"), "-o", replay.file("a.jsonl"));

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(Files.readAllLines(replay.file("a.jsonl"))).hasSize(10);
    }

    private LogReport report(String... names) throws IOException {
        List<Path> given = Stream.of(names).map(replay::file).toList();
        try {
            List<Source> files = LogFiles.find(given).stream().map(Source::of).toList();
            LogReport report = new LogReport(files.size());
            try (MergedLog log = new MergedLog(files, Progress.UNSEEN)) {
                new LogReplay(report, Output.nowhere()).run(log);
            }
            return report;
        } catch (CannotReplay e) {
            throw new AssertionError(e);
        }
    }

    private static Decided flip(Decided decided, FeatureName name) {
        LogLine line = LogLineReader.read("", new Line(1, decided.line(), false));
        if (!(line instanceof LogLine.Decision(Logged logged)) || logged.features() == null) {
            throw new AssertionError(line.toString());
        }
        double before = logged.features().get(name);
        double flipped = Double.longBitsToDouble(Double.doubleToRawLongBits(before) ^ 1);
        double after = flipped > name.feature().max() ? Math.nextDown(before) : flipped;
        String text = decided.line();
        List<String> values = new ArrayList<>(List.of(between(text).split(",", -1)));
        values.set(name.place(), Double.toString(after));
        return new Decided(
                decided.node(),
                text.replace(between(text), String.join(",", values)),
                decided.lives());
    }

    private static String between(String line) {
        int from = line.indexOf("\"features\":[") + "\"features\":[".length();
        return line.substring(from, line.indexOf(']', from));
    }

    private static Set<FeatureName> observed() {
        Set<FeatureName> observed = EnumSet.noneOf(FeatureName.class);
        for (FeatureName name : FeatureName.values()) {
            switch (name.feature().signal()) {
                case HANDS, CLIENT, CHALLENGE, HISTORY, CAMPAIGN, RUSH -> observed.add(name);
                case RATE, RHYTHM, SHARING, AGE, NETWORK, SUBNET, HONEYPOT, PURCHASE -> {}
            }
        }
        observed.remove(FeatureName.HANDS_ACCOUNTS);
        Collections.addAll(
                observed,
                FeatureName.ACCOUNT_OVER,
                FeatureName.DEVICE_OVER,
                FeatureName.ADDRESS_OVER,
                FeatureName.SITE_OVER,
                FeatureName.NETWORK_PAID_SHARE);
        return observed;
    }
}
