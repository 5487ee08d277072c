package dev.fairgate.benchmarks.arena.report;

import java.util.List;
import java.util.stream.LongStream;

/// Where a value lies in a picture.
///
/// @param low the least value
/// @param high the greatest, above `low`
/// @param from where `low` is drawn
/// @param to where `high` is drawn
record Scale(double low, double high, double from, double to) {

    private static final List<Double> ROUND = List.of(1.0, 2.0, 5.0, 10.0);

    Scale {
        if (!(high > low)) {
            throw new IllegalArgumentException("a scale rises: " + low + " to " + high);
        }
    }

    /// Where `value` is drawn; at an end when it is beyond.
    double at(double value) {
        double within = Math.clamp(value, low, high);
        return from + (to - from) * (within - low) / (high - low);
    }

    /// Round values from end to end, at most `most` + 1 of them.
    List<Double> ticks(int most) {
        double step = step(high - low, most);
        return LongStream.rangeClosed(
                        (long) Math.ceil(low / step - 1e-9), (long) Math.floor(high / step + 1e-9))
                .mapToObj(i -> i * step)
                .toList();
    }

    /// The round step, 1, 2 or 5 times a power of ten, that parts `range` in at most `most`.
    private static double step(double range, int most) {
        double least = range / most;
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        return ROUND.stream()
                .map(it -> it * power)
                .filter(it -> it >= least * (1 - 1e-9))
                .findFirst()
                .orElse(10 * power);
    }
}
