package dev.fairgate.models.training;

import dev.fairgate.models.table.Table;
import java.time.Instant;
import java.util.Optional;

/// Rows with one purpose, as people are told of them.
///
/// @param name what they are for
/// @param rows how many
/// @param bots how many of them are bots
/// @param from when the first was; absent without a time
/// @param to when the last was
public record Part(String name, int rows, int bots, Optional<Instant> from, Optional<Instant> to) {

    static Part of(String name, Table table, int[] places) {
        int bots = 0;
        for (int row : places) {
            bots += table.isBot()[row] ? 1 : 0;
        }
        boolean isTimed = hasTime(table) && places.length > 0;
        return new Part(
                name,
                places.length,
                bots,
                isTimed ? Optional.of(at(table, places[0])) : Optional.empty(),
                isTimed ? Optional.of(at(table, places[places.length - 1])) : Optional.empty());
    }

    /// How many rows are of people.
    public int people() {
        return rows - bots;
    }

    static boolean hasTime(Table table) {
        long[] atMs = table.atMs();
        return atMs.length > 0 && atMs[0] != atMs[atMs.length - 1];
    }

    private static Instant at(Table table, int row) {
        return Instant.ofEpochMilli(table.atMs()[row]);
    }
}
