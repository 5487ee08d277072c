package dev.fairgate.models.evaluation;

import dev.fairgate.models.evaluation.Bootstrap.Measured;
import dev.fairgate.models.scoring.Bounds;
import dev.fairgate.models.table.Table;
import java.util.List;

/// What a model was found to be worth on rows that it was not made of.
///
/// @param scored the rows with their probabilities
/// @param bounds from which probability on a row is challenged and blocked
/// @param measured how well it ranks, with intervals
/// @param reliability whether probabilities are what they say
/// @param challenged people who would be challenged or blocked
/// @param blocked people who would be blocked
/// @param caught bots who would be challenged or blocked
/// @param slices the same by parts of the people
/// @param trades what other thresholds would cost
public record Evaluation(
        Scored scored,
        Bounds bounds,
        Measured measured,
        Reliability reliability,
        Wilson challenged,
        Wilson blocked,
        Wilson caught,
        List<Slice> slices,
        List<Trade> trades) {

    /// Copies the lists.
    public Evaluation {
        slices = List.copyOf(slices);
        trades = List.copyOf(trades);
    }

    /// Measures probabilities.
    ///
    /// @param rows the places of the scored rows in the table
    public static Evaluation of(
            Table table, int[] rows, Scored scored, Bounds bounds, Bootstrap bootstrap) {
        return of(table, rows, scored, bounds, bootstrap.of(scored));
    }

    /// Measures probabilities whose ranking is measured already.
    ///
    /// @param rows the places of the scored rows in the table
    public static Evaluation of(
            Table table, int[] rows, Scored scored, Bounds bounds, Measured measured) {
        return new Evaluation(
                scored,
                bounds,
                measured,
                Reliability.of(scored),
                scored.reached(bounds.challenge(), false),
                scored.reached(bounds.block(), false),
                scored.reached(bounds.challenge(), true),
                Slice.of(table, rows, scored, bounds),
                Trade.along(scored));
    }
}
