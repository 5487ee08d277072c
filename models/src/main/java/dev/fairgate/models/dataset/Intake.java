package dev.fairgate.models.dataset;

import dev.fairgate.models.progress.Progress;
import dev.fairgate.models.replay.CannotReplay;
import dev.fairgate.models.replay.CsvRecords;
import dev.fairgate.models.replay.CsvRecords.Found;
import dev.fairgate.models.replay.NumberedLines;
import dev.fairgate.models.replay.NumberedLines.Line;
import dev.fairgate.models.replay.Source;
import dev.fairgate.models.replay.Times;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.OptionalLong;

/// Reads files line by line, and keeps what was known at some time.
final class Intake {

    private static final int LONGEST_SOURCE = 64;

    private final Staging staging;
    private final Counts counts;
    private final OptionalLong asOf;
    private final Progress progress;

    /// @param asOf what was known only later is left out; empty for all
    Intake(Staging staging, Counts counts, OptionalLong asOf, Progress progress) {
        this.staging = staging;
        this.counts = counts;
        this.asOf = asOf;
        this.progress = progress;
    }

    /// A file of a decision log, or of labels or outcomes in the same form.
    void log(Path file) throws SQLException {
        Source source = Source.of(file);
        try (NumberedLines lines = source.open(progress::add)) {
            for (Line line = lines.next(); line != null; line = lines.next()) {
                counts.lines++;
                take(LineReader.read(line), file + ":" + line.number());
            }
        } catch (IOException e) {
            unreadable(source.name(), "cannot be read to its end: " + e.getMessage());
        }
    }

    /// A file of labels or outcomes with a header.
    void csv(Path file) throws SQLException, CannotMake {
        Source source = Source.of(file);
        try (NumberedLines lines = source.open(progress::add)) {
            CsvRecords records = new CsvRecords(lines);
            if (!(records.next() instanceof Found.Fields(_, var header))) {
                throw new CannotMake("'%s' has no header.".formatted(file));
            }
            CsvEntries entries = new CsvEntries(source.name(), source(file), header, times());
            for (Found found = records.next(); found != null; found = records.next()) {
                counts.lines++;
                take(entries.read(found), file + ":" + found.line());
            }
        } catch (IOException e) {
            unreadable(source.name(), "cannot be read to its end: " + e.getMessage());
        }
    }

    private static Times times() {
        try {
            return new Times(null);
        } catch (CannotReplay e) {
            throw new IllegalStateException(e);
        }
    }

    private static String source(Path file) {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.csv(\\.gz)?$", "");
        return name.length() > LONGEST_SOURCE ? name.substring(0, LONGEST_SOURCE) : name;
    }

    private void take(Entry entry, String place) throws SQLException {
        switch (entry) {
            case Entry.Decision decision -> decision(decision);
            case Entry.OtherVersion _ -> counts.otherVersions++;
            case Entry.Outcome outcome -> outcome(outcome);
            case Entry.Label label -> label(label);
            case Entry.Gap(long lines) -> {
                counts.gaps++;
                counts.lost += lines;
            }
            case Entry.Unused() -> {}
            case Entry.Unreadable(String why) -> unreadable(place, why);
        }
    }

    private void unreadable(String place, String why) {
        counts.unreadable.add(place + " " + why);
    }

    private void decision(Entry.Decision decision) throws SQLException {
        counts.decisions++;
        if (asOf.isPresent() && decision.at() > asOf.getAsLong()) {
            counts.laterDecisions++;
            return;
        }
        staging.add(decision);
    }

    private void outcome(Entry.Outcome outcome) throws SQLException {
        counts.outcomes++;
        if (isLater(outcome.known())) {
            return;
        }
        staging.add(outcome);
    }

    private void label(Entry.Label label) throws SQLException {
        counts.labels++;
        if (isLater(label.at())) {
            return;
        }
        staging.add(label);
    }

    /// Of what nobody knows when it was known, it cannot be said that it was known by then.
    private boolean isLater(OptionalLong known) {
        boolean isLater =
                asOf.isPresent() && (known.isEmpty() || known.getAsLong() > asOf.getAsLong());
        counts.later += isLater ? 1 : 0;
        return isLater;
    }
}
