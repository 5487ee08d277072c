package dev.fairgate.models.evaluation;

import dev.fairgate.models.table.Table;
import java.util.Arrays;

/// Rows with what a model says about them. The arrays are its own: who gets one writes nothing.
///
/// @param score of each row, greater for what is more likely a bot
/// @param isBot the label of each row
/// @param weight how much each row counts
/// @param entity whose it is, numbered from 0
@SuppressWarnings("ArrayRecordComponent") // copies of a million rows are what it avoids
public record Scored(double[] score, boolean[] isBot, double[] weight, int[] entity) {

    /// Checks the lengths.
    public Scored {
        int rows = score.length;
        if (isBot.length != rows || weight.length != rows || entity.length != rows) {
            throw new IllegalArgumentException(
                    "every row has a score, a label, a weight, an owner");
        }
    }

    /// Some rows of a table.
    ///
    /// @param rows places in the table
    /// @param score of these rows, in their order
    public static Scored of(Table table, int[] rows, double[] score) {
        boolean[] isBot = new boolean[rows.length];
        double[] weight = new double[rows.length];
        int[] entity = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            isBot[i] = table.isBot()[rows[i]];
            weight[i] = table.weight()[rows[i]];
            entity[i] = table.entity()[rows[i]];
        }
        return new Scored(score, isBot, weight, entity);
    }

    /// How many rows there are.
    public int rows() {
        return score.length;
    }

    /// How many rows are of bots.
    public int bots() {
        int bots = 0;
        for (boolean bot : isBot) {
            bots += bot ? 1 : 0;
        }
        return bots;
    }

    /// How many rows are of people.
    public int people() {
        return rows() - bots();
    }

    /// The same rows under the scores of another model.
    public Scored with(double[] other) {
        return new Scored(other, isBot, weight, entity);
    }

    /// Some of these rows.
    ///
    /// @param places among these rows
    public Scored some(int[] places) {
        boolean[] bots = new boolean[places.length];
        for (int i = 0; i < places.length; i++) {
            bots[i] = isBot[places[i]];
        }
        return new Scored(
                Arrays.stream(places).mapToDouble(i -> score[i]).toArray(),
                bots,
                Arrays.stream(places).mapToDouble(i -> weight[i]).toArray(),
                Arrays.stream(places).map(i -> entity[i]).toArray());
    }

    /// The share of people, or of bots, whose score is at least so much.
    public Wilson reached(double bound, boolean ofBots) {
        double reached = 0;
        double all = 0;
        double squares = 0;
        for (int i = 0; i < rows(); i++) {
            if (isBot[i] == ofBots) {
                reached += score[i] >= bound ? weight[i] : 0;
                all += weight[i];
                squares += weight[i] * weight[i];
            }
        }
        return Wilson.weighted(reached, all, squares);
    }
}
