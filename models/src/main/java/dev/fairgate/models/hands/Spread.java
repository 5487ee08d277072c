package dev.fairgate.models.hands;

/// Mean and standard deviation of numbers that are seen once.
///
/// Sums are kept of what each number is away from the first one: exactly 0 for numbers that are all
/// the same, and no division for each of them, as Welford's way has it.
final class Spread {

    private int count;
    private double first;
    private double sum;
    private double squares;

    void add(double value) {
        if (count++ == 0) {
            first = value;
        }
        double off = value - first;
        sum += off;
        squares += off * off;
    }

    int count() {
        return count;
    }

    /// 0 for none.
    double mean() {
        return count == 0 ? 0 : first + sum / count;
    }

    /// Standard deviation / mean of numbers that are not negative; 0 when all are 0, and
    /// [Hands#UNKNOWN] for fewer than two.
    double variation() {
        if (count < 2) {
            return Hands.UNKNOWN;
        }
        double mean = mean();
        double variance = (squares - sum * sum / count) / count;
        return mean > 0 ? Math.sqrt(Math.max(0, variance)) / mean : 0;
    }
}
