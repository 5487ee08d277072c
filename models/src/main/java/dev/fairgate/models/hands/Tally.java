package dev.fairgate.models.hands;

/// How often each of a few cases came, at most 512 times in all.
final class Tally {

    /// n · log2 n: a logarithm for each bucket would be a good part of the whole reading.
    private static final double[] N_LOG2_N = new double[Gestures.MAX_EVENTS + 1];

    static {
        for (int n = 2; n < N_LOG2_N.length; n++) {
            N_LOG2_N[n] = n * Math.log(n) / Math.log(2);
        }
    }

    private final short[] counts;
    private int total;

    Tally(int cases) {
        counts = new short[cases];
    }

    void add(int which) {
        counts[which]++;
        total++;
    }

    int total() {
        return total;
    }

    /// Shannon entropy in bits; 0 when nothing or only one case came.
    double entropy() {
        if (total == 0) {
            return 0;
        }
        double sum = 0;
        for (short count : counts) {
            sum += N_LOG2_N[count];
        }
        return Math.max(0, (N_LOG2_N[total] - sum) / total);
    }
}
