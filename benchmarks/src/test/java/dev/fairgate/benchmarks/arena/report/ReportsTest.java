package dev.fairgate.benchmarks.arena.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {

    @Test
    void writesAPageAPictureAndFiguresAndReplacesOlderOnes(@TempDir Path folder)
            throws IOException {
        Path reports = folder.resolve("not/there/yet");
        Reports.write(List.of(Samples.EMPTY), reports);
        Reports.write(List.of(Samples.RENTED), reports);
        assertThat(reports.resolve("report.html")).content().startsWith("<!DOCTYPE html>");
        assertThat(reports.resolve("overview.svg")).content().contains("291 to simulated people");
        assertThat(reports.resolve("latest.json")).content().contains("\"unitsOfPeople\" : 291");
        try (var files = Files.list(reports)) {
            assertThat(files).hasSize(3);
        }
    }

    @Test
    void refusesToReportNothing(@TempDir Path folder) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reports.write(List.of(), folder))
                .withMessageContaining("no contest");
    }
}
