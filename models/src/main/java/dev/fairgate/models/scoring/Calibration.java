package dev.fairgate.models.scoring;

import java.util.Arrays;

/// Turns what a model says into a probability: straight lines between points, level outside.
public final class Calibration {

    private static final int MOST_POINTS = 4_096;

    private final double[] raw;
    private final double[] probability;

    /// Takes copies.
    ///
    /// @param raw 1 to 4,096 finite numbers, each greater than the one before
    /// @param probability in [0, 1], none less than the one before
    public Calibration(double[] raw, double[] probability) {
        this.raw = raw.clone();
        this.probability = probability.clone();
        check();
    }

    private void check() {
        require(raw.length > 0 && raw.length <= MOST_POINTS && raw.length == probability.length);
        for (int i = 0; i < raw.length; i++) {
            require(Double.isFinite(raw[i]) && probability[i] >= 0 && probability[i] <= 1);
            require(i == 0 || (raw[i] > raw[i - 1] && probability[i] >= probability[i - 1]));
        }
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("the points of a calibration must rise");
        }
    }

    /// The probability for what the model says.
    public double of(double says) {
        int at = Arrays.binarySearch(raw, says);
        if (at >= 0) {
            return probability[at];
        }
        int after = -at - 1;
        if (after == 0) {
            return probability[0];
        }
        if (after == raw.length) {
            return probability[raw.length - 1];
        }
        double share = (says - raw[after - 1]) / (raw[after] - raw[after - 1]);
        return probability[after - 1] + share * (probability[after] - probability[after - 1]);
    }

    int points() {
        return raw.length;
    }

    double[] raw() {
        return raw.clone();
    }

    double[] probability() {
        return probability.clone();
    }
}
