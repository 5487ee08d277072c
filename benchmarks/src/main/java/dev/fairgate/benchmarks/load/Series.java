package dev.fairgate.benchmarks.load;

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
        return Spread.of(rounds.stream().mapToDouble(figure).toArray());
    }

    /// The ratio of a figure to the same figure of another scenario, round by round: what disturbs
    /// the machine disturbs both.
    Spread ratio(Series to, ToDoubleFunction<Round> figure) {
        double[] ratios = new double[Math.min(rounds.size(), to.rounds().size())];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] =
                    figure.applyAsDouble(rounds.get(i)) / figure.applyAsDouble(to.rounds().get(i));
        }
        return Spread.of(ratios);
    }
}
