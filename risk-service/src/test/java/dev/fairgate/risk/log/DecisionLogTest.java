package dev.fairgate.risk.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairgate.captcha.Verification;
import dev.fairgate.risk.RefusedToStart;
import dev.fairgate.risk.decision.DecisionListener;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.unit.DataSize;

/// The log with its thread, from handing over to the end.
@ExtendWith(OutputCaptureExtension.class)
class DecisionLogTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAYS = Duration.ofDays(30);
    private static final Bounds BOUNDS = new Bounds(1 << 24, HOUR, 1 << 26, DAYS);

    @TempDir Path home;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void writesWithoutBeingAskedToAndAllThatWaitsWhenItEnds() throws Exception {
        try (WatchService watch = home.getFileSystem().newWatchService()) {
            home.register(watch, StandardWatchEventKinds.ENTRY_MODIFY);
            DecisionLog log = start(home);
            decide(log, 1);
            while (lines(home).isEmpty()) {
                WatchKey changed = watch.poll(20, TimeUnit.SECONDS);
                assertThat(changed).isNotNull();
                changed.reset();
            }

            decide(log, 999); // while the writer pauses
            log.answered(Decisions.request(), new Verification.Wrong(1));
            log.inForce("s-1", Decisions.NOW, List.of());
            log.close();
        }

        // Each of these decisions asks for a challenge, which is a line of its own.
        assertThat(lines(home)).hasSize(2_002);
        assertThat(lines(home).get(1)).contains("\"kind\":\"challenge\"");
        assertThat(lines(home).get(2_000)).contains("\"result\":\"wrong\"");
        assertThat(lines(home).getLast()).contains("\"snapshot\":\"s-1\"");
        assertThat(registry.counter("fairgate.decision.log.dropped").count()).isZero();
    }

    @Test
    void endsAlsoWhenTheDiskIsAwayAndSaysWhatIsLost(CapturedOutput output) throws IOException {
        Path file = Files.writeString(home.resolve("file"), "not a folder");
        DecisionLog log = start(file);
        log.decided(Decisions.weighed(), Decisions.proceed());

        log.close();

        assertThat(output).contains("The last 1 lines of the decision log were not written");
        assertThat(registry.counter("fairgate.decision.log.faults").count()).isPositive();
    }

    @Test
    void isOffWithoutAFolderAndSaysSo(CapturedOutput output) {
        DecisionListener off =
                new LogConfiguration()
                        .decisionLog(settings("", "64MB"), Optional.empty(), clock(), registry);

        off.decided(Decisions.weighed(), Decisions.proceed());

        assertThat(off).isNotInstanceOf(DecisionLog.class);
        assertThat(output).containsOnlyOnce("fairgate.decision-log.folder is not set");
    }

    @Test
    void refusesBoundsThatAreNone() {
        assertThatThrownBy(
                        () ->
                                new LogConfiguration()
                                        .decisionLog(
                                                settings(home.toString(), "1KB"),
                                                Optional.empty(),
                                                clock(),
                                                registry))
                .isInstanceOf(RefusedToStart.class)
                .hasMessage(
                        "Change fairgate.decision-log: segment-bytes must be at least 1 MiB, not"
                                + " 1024.");
        assertThatThrownBy(() -> new Bounds(1 << 20, HOUR, (1 << 21) - 1, DAYS))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> new Bounds(1 << 20, Duration.ZERO, 1 << 21, DAYS))
                .hasMessageContaining("segment-age");
        assertThatThrownBy(() -> new Bounds(1 << 20, HOUR, 1 << 21, HOUR.minusMillis(1)))
                .hasMessageContaining("keep must be at least segment-age");
        assertThatThrownBy(
                        () ->
                                new FileEpochKeys(
                                        new LogFolder(home), Duration.ofSeconds(59), clock()))
                .hasMessageContaining("epoch must be at least 1m");
    }

    private static void decide(DecisionLog log, int times) {
        for (int i = 0; i < times; i++) {
            log.decided(Decisions.weighed(), Decisions.challenge());
        }
    }

    private DecisionLog start(Path folder) {
        LogFolder files = new LogFolder(folder);
        EpochKeys keys = new FileEpochKeys(files, Duration.ofHours(24), clock());
        return DecisionLog.start(files, BOUNDS, keys, clock(), registry);
    }

    private static InstantSource clock() {
        return () -> Decisions.NOW;
    }

    private static LogConfiguration.Settings settings(String folder, String segmentBytes) {
        return new LogConfiguration.Settings(
                folder,
                DataSize.parse(segmentBytes),
                HOUR,
                DataSize.ofGigabytes(1),
                DAYS,
                Duration.ofHours(24));
    }

    private static List<String> lines(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> segments = files.filter(file -> SegmentFile.of(file).isPresent()).toList();
            return segments.isEmpty() ? List.of() : Files.readAllLines(segments.getFirst());
        }
    }
}
