package dev.fairgate.benchmarks.load;

import dev.fairgate.benchmarks.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// All rounds of one scenario.
record Series(Scenario scenario, List<Round> rounds) {

    Series(Scenario scenario) {
        this(scenario, new ArrayList<>());
    }

    /// Minimum, median and maximum of a figure over the rounds.
    Spread spread(ToDoubleFunction<Round> figure) {
        return Spread.over(rounds, figure);
    }

    /// The ratio of a figure to the same figure of another scenario, round by round.
    Spread ratio(Series to, ToDoubleFunction<Round> figure) {
        return Spread.ofRatios(rounds, to.rounds(), figure);
    }
}
