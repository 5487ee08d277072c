package dev.fairgate.benchmarks.arena.report;

import dev.fairgate.benchmarks.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The files that contests leave: a page to read, JSON to compare by, a picture for a page
/// elsewhere.
public final class Reports {

    private Reports() {}

    /// Writes `report.html`, `latest.json` and `overview.svg`.
    ///
    /// @param contests at least one
    /// @param folder made when it is missing; files of these names in it are replaced
    public static void write(List<Contest> contests, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("report.html"), HtmlReport.of(contests));
        Files.writeString(folder.resolve("latest.json"), JsonReport.of(contests, commit(folder)));
        Files.writeString(
                folder.resolve("overview.svg"), OverviewPicture.of(new Findings(contests)));
    }

    private static String commit(Path folder) {
        try {
            return Machine.commit(folder);
        } catch (IOException e) {
            return "unknown"; // no git on this machine: no reason to lose what was measured
        }
    }
}
