package dev.fairgate.models.evaluation;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Scored rows as tests write them.
final class Rows {

    private Rows() {}

    /// Each row of an entity of its own, each counting once.
    static Scored of(double[] scores, int... labels) {
        double[] weight = new double[scores.length];
        Arrays.fill(weight, 1);
        return new Scored(
                scores, bots(labels), weight, IntStream.range(0, scores.length).toArray());
    }

    static boolean[] bots(int... labels) {
        boolean[] isBot = new boolean[labels.length];
        for (int i = 0; i < labels.length; i++) {
            isBot[i] = labels[i] == 1;
        }
        return isBot;
    }
}
