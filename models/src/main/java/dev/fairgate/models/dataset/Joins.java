package dev.fairgate.models.dataset;

import dev.fairgate.models.table.DuckDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/// Joins what [Staging] took in, by `dataset/join.sql`.
final class Joins {

    private final DuckDatabase database;

    Joins(DuckDatabase database) {
        this.database = database;
    }

    void run() throws IOException, SQLException {
        try (InputStream sql = Joins.class.getResourceAsStream("/dataset/join.sql")) {
            if (sql == null) {
                throw new IllegalStateException("dataset/join.sql is missing");
            }
            String text = new String(sql.readAllBytes(), StandardCharsets.UTF_8);
            for (String statement : text.replaceAll("(?m)^--.*$", "").split(";", -1)) {
                if (!statement.isBlank()) {
                    database.run(statement);
                }
            }
        }
    }

    /// In the order of time. One thread, so that the same rows give the same bytes.
    void write(Path file) throws SQLException {
        database.run("SET threads = 1");
        database.run(
                "COPY (SELECT * FROM dataset ORDER BY \"at\", decision_id) TO %s"
                                .formatted(DuckDatabase.text(file.toAbsolutePath().toString()))
                        + " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 100000)");
    }

    long decisions() throws SQLException {
        return database.number("SELECT count(*) FROM labelled");
    }

    long repeated() throws SQLException {
        return database.number("SELECT (SELECT count(*) FROM decision) - count(*) FROM labelled");
    }

    long conflicting() throws SQLException {
        return database.number("SELECT count(*) FROM labelled WHERE conflicting");
    }

    /// Labels that are about nothing in these files.
    long unmatchedLabels() throws SQLException {
        return database.number("SELECT sum(labels) FROM said ANTI JOIN candidate USING (said_id)");
    }

    /// Decisions whose own label was known before they were made, by the times in the files.
    long earlyLabels() throws SQLException {
        return database.number("SELECT count(DISTINCT decision_id) FROM candidate WHERE early");
    }

    /// Outcomes of decisions that are not in these files.
    long unmatchedOutcomes() throws SQLException {
        return database.number("SELECT count(*) FROM outcome ANTI JOIN chosen USING (decision_id)");
    }

    /// Kind, source, label and how many; the true ones first.
    List<List<String>> labels() throws SQLException {
        return database.texts(
                "SELECT label_kind, label_source, label, count(*) FROM labelled"
                        + " WHERE label IS NOT NULL GROUP BY ALL ORDER BY ALL");
    }

    /// The first and the last time, as texts.
    List<String> span() throws SQLException {
        return database.texts(
                        "SELECT strftime(epoch_ms(min(at_ms)), '%Y-%m-%dT%H:%M:%SZ'),"
                                + " strftime(epoch_ms(max(at_ms)), '%Y-%m-%dT%H:%M:%SZ')"
                                + " FROM labelled")
                .getFirst();
    }
}
