package dev.fairgate.models.evaluation;

/// How well scores put bots before people. NaN where there are no bots, or no people.
///
/// @param auc the chance that a bot scores above a person, ties being half (Mann-Whitney)
/// @param precision averaged over the bots: the area below precision by recall, step by step
/// @param recallAtTenth the most bots reached while at most 0.1 % of people are
/// @param recallAtOne the same for 1 %
public record Measures(double auc, double precision, double recallAtTenth, double recallAtOne) {

    static final double TENTH = 0.001;
    static final double ONE = 0.01;
    static final Measures UNKNOWN = new Measures(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
}
