package dev.fairgate.risk.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairgate.risk.RefusedToStart;
import dev.fairgate.risk.decision.DecisionListener;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
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

    private static final Bounds BOUNDS = new Bounds(1 << 24, Duration.ofHours(1), 1 << 26);

    @TempDir Path home;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void writesWithoutBeingAskedToAndAllThatWaitsWhenItEnds() throws Exception {
        try (WatchService watch = home.getFileSystem().newWatchService()) {
            home.register(watch, StandardWatchEventKinds.ENTRY_MODIFY);
            DecisionLog log = start(home);
            decide(log, 1);
            assertThat(watch.poll(20, TimeUnit.SECONDS)).isNotNull();
            assertThat(lines(home)).hasSize(1);

            decide(log, 1_000); // while the writer pauses
            log.close();
        }

        assertThat(lines(home)).hasSize(1_001);
        assertThat(registry.counter("fairgate.decision.log.dropped").count()).isZero();
    }

    @Test
    void endsAlsoWhenTheDiskIsAwayAndSaysWhatIsLost(CapturedOutput output) throws IOException {
        Path file = Files.writeString(home.resolve("file"), "not a folder");
        DecisionLog log = start(file);
        log.decided(Decisions.request(), Decisions.LIMITS, Decisions.proceed());

        log.close();

        assertThat(output).contains("The last 1 lines of the decision log were not written");
        assertThat(registry.counter("fairgate.decision.log.faults").count()).isPositive();
    }

    @Test
    void isOffWithoutAFolderAndSaysSo(CapturedOutput output) {
        DecisionListener off =
                new LogConfiguration().decisionLog(settings("", "64MB"), clock(), registry);

        off.decided(Decisions.request(), Decisions.LIMITS, Decisions.proceed());

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
                                                clock(),
                                                registry))
                .isInstanceOf(RefusedToStart.class)
                .hasMessage(
                        "Change fairgate.decision-log: segment-bytes must be at least 1 MiB, not"
                                + " 1024.");
        assertThatThrownBy(() -> new Bounds(1 << 20, Duration.ofHours(1), (1 << 21) - 1))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> new Bounds(1 << 20, Duration.ZERO, 1 << 21))
                .hasMessageContaining("segment-age");
    }

    private static void decide(DecisionLog log, int times) {
        for (int i = 0; i < times; i++) {
            log.decided(Decisions.request(), Decisions.LIMITS, Decisions.challenge());
        }
    }

    private DecisionLog start(Path folder) {
        return DecisionLog.start(folder, BOUNDS, clock(), registry);
    }

    private static InstantSource clock() {
        return () -> Decisions.NOW;
    }

    private static LogConfiguration.Settings settings(String folder, String segmentBytes) {
        return new LogConfiguration.Settings(
                folder, DataSize.parse(segmentBytes), Duration.ofHours(1), DataSize.ofGigabytes(1));
    }

    private static List<String> lines(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return Files.readAllLines(files.toList().getFirst());
        }
    }
}
