package dev.fairgate.models.hands;

/// How much hands look like those of a person; the rules are told at [Hands#natural()].
final class Naturalness {

    private static final double ONLY_KEYS = 0.7;
    private static final double ONLY_SCROLLS = 0.5;
    private static final double RULED_LINE = 0.999;

    private Naturalness() {}

    static double of(Hands hands) {
        if (hands.received() != Hands.Received.OBJECT
                || hands.webdriver()
                || hands.faults() > 0
                || hands.tooLittle()) {
            return 0;
        }
        Rhythm rhythm = hands.rhythm();
        double typing = ONLY_KEYS * ramp(rhythm.keyVariation(), 0.1, 0.4);
        double scrolling = ONLY_SCROLLS * ramp(rhythm.scrollVariation(), 0.1, 0.4);
        return Math.max(pointing(hands.path(), rhythm), Math.max(typing, scrolling));
    }

    private static double pointing(Path path, Rhythm rhythm) {
        if (!path.known()) {
            return 0;
        }
        double speed = ramp(path.speedVariation(), 0.3, 0.7);
        double acceleration = ramp(path.accelerationVariation(), 0.1, 0.25);
        double clock = (1 + ramp(rhythm.intervalEntropy(), 0.1, 0.8)) / 2;
        double line = path.straightness() > RULED_LINE ? 0.5 : 1;
        return Math.min(speed, acceleration) * clock * line;
    }

    /// 0 up to `low`, 1 from `high` on, and straight in between.
    private static double ramp(double value, double low, double high) {
        return Math.clamp((value - low) / (high - low), 0, 1);
    }
}
