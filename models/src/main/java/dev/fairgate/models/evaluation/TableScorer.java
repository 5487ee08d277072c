package dev.fairgate.models.evaluation;

import dev.fairgate.models.scoring.Model;
import dev.fairgate.models.table.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// Scores rows of a table, whatever order its columns are in.
public final class TableScorer {

    private static final int CHUNK = 4_096;

    private final Model model;
    private final double[][] columns;

    private TableScorer(Model model, double[][] columns) {
        this.model = model;
        this.columns = columns;
    }

    /// The first input of a model that a table does not have.
    public static Optional<String> missing(Model model, Table table) {
        return model.schema().inputs().stream()
                .filter(input -> !table.inputs().contains(input))
                .findFirst();
    }

    /// A scorer of a table's rows.
    ///
    /// @throws IllegalArgumentException if the table misses an input
    public static TableScorer of(Model model, Table table) {
        List<String> inputs = model.schema().inputs();
        double[][] columns = new double[inputs.size()][];
        for (int i = 0; i < columns.length; i++) {
            int place = table.inputs().indexOf(inputs.get(i));
            if (place < 0) {
                throw new IllegalArgumentException("no column " + inputs.get(i));
            }
            columns[i] = table.columns()[place];
        }
        return new TableScorer(model, columns);
    }

    /// The probabilities of these rows, in their order.
    public double[] scores(int[] rows) {
        return each(rows, model::score);
    }

    /// What the model says before it is calibrated.
    public double[] raw(int[] rows) {
        return each(rows, model::raw);
    }

    /// One row, as the model wants it.
    public double[] row(int place) {
        double[] row = new double[columns.length];
        fill(row, place);
        return row;
    }

    private double[] each(int[] rows, ToDoubleFunction<double[]> says) {
        double[] results = new double[rows.length];
        IntStream.range(0, (rows.length + CHUNK - 1) / CHUNK)
                .parallel()
                .forEach(chunk -> each(chunk * CHUNK, rows, says, results));
        return results;
    }

    private void each(int from, int[] rows, ToDoubleFunction<double[]> says, double[] results) {
        double[] row = new double[columns.length];
        for (int i = from; i < Math.min(rows.length, from + CHUNK); i++) {
            fill(row, rows[i]);
            results[i] = says.applyAsDouble(row);
        }
    }

    private void fill(double[] row, int place) {
        for (int i = 0; i < row.length; i++) {
            row[i] = columns[i][place];
        }
    }
}
