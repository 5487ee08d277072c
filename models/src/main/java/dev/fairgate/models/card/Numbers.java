package dev.fairgate.models.card;

import dev.fairgate.models.evaluation.Interval;
import dev.fairgate.models.evaluation.Wilson;
import java.util.Locale;

/// Numbers as the card writes them.
final class Numbers {

    private Numbers() {}

    static String bound(double bound) {
        return bound >= 1 ? "nobody" : String.format(Locale.ROOT, "from %.3f on", bound);
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, share < 0.01 ? "%.2f %%" : "%.1f %%", 100 * share);
    }

    static String range(Interval interval) {
        return "%s–%s in 95 of 100 resamples"
                .formatted(number(interval.low()), number(interval.high()));
    }

    /// `1.1–1.7 %`.
    static String range(Wilson share) {
        return String.format(
                Locale.ROOT,
                share.high() < 0.01 ? "%.2f–%.2f %%" : "%.1f–%.1f %%",
                100 * share.low(),
                100 * share.high());
    }

    static String bounded(Wilson share) {
        return share.total() == 0 ? "–" : "%s (%s)".formatted(percent(share.share()), range(share));
    }
}
