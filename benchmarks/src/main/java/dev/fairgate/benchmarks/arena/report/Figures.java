package dev.fairgate.benchmarks.arena.report;

import dev.fairgate.benchmarks.arena.report.Play.Latency;
import java.util.Locale;
import java.util.OptionalDouble;

/// Numbers as reports write them, the same in text and on the page.
final class Figures {

    /// Where there is nothing to say.
    static final String NONE = "–";

    private Figures() {}

    /// `6,000`.
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// `97.0 %`.
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /// `2.0 % (1.1–3.5)`; two decimals where all is below one percent: `0.00 % (0.00–0.10)`.
    static String bounded(Wilson share) {
        return share.total() == 0
                ? NONE
                : "%s %% (%s)".formatted(decimal(share, share.share()), range(share));
    }

    /// `1.1–3.5`, in percent.
    static String range(Wilson share) {
        return decimal(share, share.low()) + "–" + decimal(share, share.high());
    }

    /// `2.0 %`, with the decimals that its bounds are given with.
    static String percent(Wilson share) {
        return share.total() == 0 ? NONE : decimal(share, share.share()) + " %";
    }

    private static String decimal(Wilson share, double part) {
        return String.format(Locale.ROOT, share.high() < 0.01 ? "%.2f" : "%.1f", 100 * part);
    }

    /// `12 of 600`.
    static String of(Wilson share) {
        return count(share.count()) + " of " + count(share.total());
    }

    /// `4.10 €` each; four decimals below a cent.
    static String euro(OptionalDouble cents) {
        if (cents.isEmpty()) {
            return "none got";
        }
        double euro = cents.getAsDouble() / 100;
        return String.format(Locale.ROOT, euro > 0 && euro < 0.01 ? "%.4f €" : "%,.2f €", euro);
    }

    /// `6.2 s` until sold out.
    static String soldOut(OptionalDouble seconds) {
        return seconds.isEmpty()
                ? "units left"
                : String.format(Locale.ROOT, "%.1f s", seconds.getAsDouble());
    }

    /// `4.2 / 31 ms`.
    static String latency(Latency latency) {
        return latency.purchases() == 0
                ? NONE
                : millis(latency.p50Ms()) + " / " + millis(latency.p99Ms()) + " ms";
    }

    /// `4.2`, `31`.
    static String millis(double ms) {
        return String.format(Locale.ROOT, ms < 9.95 ? "%.1f" : "%,.0f", ms);
    }

    /// `Rented addresses` for a name that begins a sentence.
    static String sentence(String text) {
        return text.isEmpty()
                ? text
                : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
