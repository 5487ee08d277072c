package dev.fairgate.models.table;

import java.util.List;
import java.util.Map;

/// A labelled table in memory, column by column, in the order of time. The arrays are its own: who
/// gets one reads it and writes nothing.
///
/// @param name of the file, for people
/// @param isFairgate whether the columns are features of decisions
/// @param inputs names of the columns that a model may see
/// @param columns of each input its values, one for each row
/// @param isBot the label of each row
/// @param atMs when it was, in ms since 1970, none before the one before; all 0 without a time
/// @param entity whose it is, numbered from 0: rows of one entity never go to both sides of a split
/// @param tags texts of rows for slices, by name of the slice column; may be empty
/// @param weight how much each row counts, 1 unless it was explored
@SuppressWarnings("ArrayRecordComponent") // copies of a million rows are what it avoids
public record Table(
        String name,
        boolean isFairgate,
        List<String> inputs,
        double[][] columns,
        boolean[] isBot,
        long[] atMs,
        int[] entity,
        Map<String, String[]> tags,
        double[] weight) {

    /// Checks the lengths.
    public Table {
        inputs = List.copyOf(inputs);
        tags = Map.copyOf(tags);
        int rows = isBot.length;
        boolean isWhole =
                columns.length == inputs.size()
                        && atMs.length == rows
                        && entity.length == rows
                        && weight.length == rows;
        for (double[] column : columns) {
            isWhole &= column.length == rows;
        }
        if (!isWhole) {
            throw new IllegalArgumentException("every column must have a value for every row");
        }
    }

    /// How many rows there are.
    public int rows() {
        return isBot.length;
    }

    /// The inputs of one row; a copy.
    public double[] row(int place) {
        double[] row = new double[columns.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = columns[i][place];
        }
        return row;
    }
}
