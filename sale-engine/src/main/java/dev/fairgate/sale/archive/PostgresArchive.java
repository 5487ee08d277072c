package dev.fairgate.sale.archive;

import dev.fairgate.sale.event.Entry;
import dev.fairgate.sale.event.EventStreams;
import dev.fairgate.sale.web.Json;
import io.r2dbc.spi.Result;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Writes sales, orders and dead letters. Each call is one transaction and completes after its
/// COMMIT.
final class PostgresArchive {

    private static final int LONGEST_VALUE = 2_000;
    private static final int MOST_FIELDS = 50;

    private static final String BURY =
            """
            INSERT INTO sale.dead_letter (stream, entry_id, fields, error, tries, at)
            VALUES ($1, $2, $3::jsonb, $4, $5, $6::timestamptz)
            ON CONFLICT (stream, entry_id) DO NOTHING
            """;

    private final Postgres postgres;

    PostgresArchive(Postgres postgres) {
        this.postgres = postgres;
    }

    /// Stores what happened, all of it or nothing.
    Mono<Void> store(Batch batch) {
        return postgres.transaction(connection -> PostgresBatch.run(connection, batch)).then();
    }

    /// Puts aside what cannot be stored.
    Mono<Void> bury(Suspect suspect, long tries, Instant now) {
        Entry entry = suspect.entry();
        String fields = new String(Json.write(shown(entry.fields())), StandardCharsets.UTF_8);
        return postgres.transaction(
                        connection ->
                                Flux.from(
                                                connection
                                                        .createStatement(BURY)
                                                        .bind(
                                                                "$1",
                                                                EventStreams.stream(entry.sale()))
                                                        .bind("$2", entry.id())
                                                        .bind("$3", fields)
                                                        .bind("$4", shown(suspect.error()))
                                                        .bind("$5", tries)
                                                        .bind("$6", now.toString())
                                                        .execute())
                                        .flatMap(Result::getRowsUpdated))
                .then();
    }

    private static Map<String, String> shown(Map<String, String> fields) {
        Map<String, String> shown = new LinkedHashMap<>();
        fields.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .limit(MOST_FIELDS)
                .forEach(field -> shown.put(shown(field.getKey()), shown(field.getValue())));
        return shown;
    }

    /// As PostgreSQL can keep it: without NUL, and of a bounded length.
    private static String shown(String text) {
        String head = text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE);
        return head.replace('\0', '\uFFFD');
    }
}
