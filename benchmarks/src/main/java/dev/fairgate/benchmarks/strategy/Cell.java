package dev.fairgate.benchmarks.strategy;

import dev.fairgate.benchmarks.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// All rounds of one strategy at one number of clients.
///
/// @param units of a round
/// @param bytesPerSale by which the strategy's store grows
record Cell(String strategy, int clients, int units, double bytesPerSale, List<Rush> rounds) {

    Cell(String strategy, int clients, int units, double bytesPerSale) {
        this(strategy, clients, units, bytesPerSale, new ArrayList<>());
    }

    Spread spread(ToDoubleFunction<Rush> figure) {
        return Spread.over(rounds, figure);
    }

    double median(ToDoubleFunction<Rush> figure) {
        return spread(figure).median();
    }

    /// How many times the sales of another strategy this one makes, round by round.
    Spread timesTheSalesOf(Cell other) {
        return Spread.ofRatios(rounds, other.rounds, Rush::perSecond);
    }
}
