package dev.fairgate.benchmarks.arena.crowd;

import dev.fairgate.benchmarks.arena.motion.Means;
import dev.fairgate.benchmarks.arena.scenario.Slice;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// How one person behaves, drawn once. Times are log-normal around the medians named here, as
/// times of people are; the spread is that of the logarithm.
///
/// Six in ten are there before the opening and press when the button comes alive (median 0.9 s
/// after, spread 0.5); the others come later, one after the other (exponential, mean a fifth of
/// the play), and read first (6 s, spread 0.6). Seven in ten are customers since weeks to years,
/// the others since one minute to 30 days.
///
/// @param arrivesMs since the opening
/// @param readsMs from opening the page to the press, for who comes later
/// @param hesitatesMs from the opening to the press, for who waits for it
/// @param reloads whether the page is loaded again while waiting
/// @param clicksTwice whether the press is a double one
/// @param customerFor since registration
/// @param means what the page is used with
/// @param computesMs how long the device takes for a proof of work
/// @param readsPictureMs how long a picture takes
/// @param misreads probability of a wrong answer to a picture
/// @param givesUp probability of leaving when challenged with a picture
/// @param movesOn whether the address changes between page and press
/// @param keepsCookies whether the browser does
/// @param pays probability that the order is paid
record Habits(
        int arrivesMs,
        int readsMs,
        int hesitatesMs,
        boolean reloads,
        boolean clicksTwice,
        Duration customerFor,
        Means means,
        int computesMs,
        int readsPictureMs,
        double misreads,
        double givesUp,
        boolean movesOn,
        boolean keepsCookies,
        double pays) {

    private static final int EARLIEST_MS = 5_000;

    /// @param playMs how long the sale is played
    static Habits of(Slice slice, int playMs, RandomGenerator random) {
        boolean early = random.nextDouble() < 0.6;
        double slower = slice == Slice.ASSISTIVE_TECHNOLOGY ? 1.8 : 1;
        boolean slowPhone = slice == Slice.SLOW_PHONE;
        return new Habits(
                early
                        ? -random.nextInt(200, EARLIEST_MS)
                        : (int) Math.min(0.7 * playMs, random.nextExponential() * playMs / 5),
                (int) (slower * times(6_000, 0.6, random)),
                (int) (slower * times(900, 0.5, random)),
                early && random.nextDouble() < 0.3,
                random.nextDouble() < 0.08,
                customerFor(random),
                means(slice, random),
                (int) (slowPhone ? times(4_000, 0.4, random) : times(500, 0.5, random)),
                (int) (slower * times(8_000, 0.4, random)),
                slice == Slice.ASSISTIVE_TECHNOLOGY ? 0.15 : 0.08,
                slice == Slice.ASSISTIVE_TECHNOLOGY ? 0.2 : 0.08,
                random.nextDouble() < movesOn(slice),
                slice != Slice.PRIVACY_BROWSER || random.nextBoolean(),
                0.97);
    }

    private static double movesOn(Slice slice) {
        return switch (slice) {
            case CARRIER_NAT -> 0.3;
            case IPV6_ONLY -> 0.2;
            default -> 0;
        };
    }

    private static double times(double medianMs, double spread, RandomGenerator random) {
        return medianMs * Math.exp(spread * random.nextGaussian());
    }

    private static Duration customerFor(RandomGenerator random) {
        double seconds =
                random.nextDouble() < 0.7
                        ? 86_400 * 400 * Math.exp(random.nextGaussian())
                        : 60 * Math.pow(43_200, random.nextDouble()); // 1 min to 30 days
        return Duration.ofSeconds((long) Math.min(seconds, 86_400 * 365 * 15.0));
    }

    private static Means means(Slice slice, RandomGenerator random) {
        return switch (slice) {
            case ASSISTIVE_TECHNOLOGY -> Means.KEYBOARD;
            case CARRIER_NAT, SLOW_PHONE -> Means.TOUCH;
            case OFFICE_PROXY -> Means.MOUSE;
            case HOME, CAMPUS, IPV6_ONLY, VPN, NO_JAVASCRIPT, PRIVACY_BROWSER ->
                    random.nextDouble() < 0.55 ? Means.MOUSE : Means.TOUCH;
        };
    }

    boolean isEarly() {
        return arrivesMs < 0;
    }
}
