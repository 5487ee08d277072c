package dev.fairgate.models.hands;

/// Places hands in a space where people are spread out and the runs of one script lie together.
///
/// The centres and widths are those of people at work on a web shop, rounded: with them each number
/// has a mean near 0 and a spread near 1 over people; of acceleration and turns, which a jitter of
/// a few px moves most, near 0.5. They only scale; nothing is decided by them.
final class Shape {

    /// How many numbers a shape has.
    static final int SIZE = 8;

    /// Farther out is as far: one odd number must not hide that the others are the same.
    static final double FARTHEST = 8;

    private static final double[] NONE = {};

    private Shape() {}

    static double[] of(Hands hands) {
        Path path = hands.path();
        if (!path.known()) {
            return NONE;
        }
        return new double[] {
            scaled(Math.log(1 + path.lengthPx()), 7, 0.9),
            scaled(Math.log(path.meanSpeed()), -0.6, 0.5),
            scaled(blurredLog(path.speedVariation()), 0.1, 0.35),
            scaled(blurredLog(path.accelerationVariation()), -0.85, 0.4),
            scaled(oddsOf(path.straightness()), 1.3, 2),
            scaled(path.turnEntropy(), 0.6, 0.7),
            scaled(hands.rhythm().intervalEntropy(), 1.4, 0.5),
            scaled(Math.sqrt(hands.rhythm().pauses()), 0.13, 0.08)
        };
    }

    /// Below 0.1 all is the same: there only jitter makes a difference.
    private static double blurredLog(double variation) {
        return Math.log(0.1 + variation);
    }

    private static double oddsOf(double share) {
        return Math.log((share + 0.01) / (1 - share + 0.01));
    }

    private static double scaled(double value, double centre, double width) {
        return Math.clamp((value - centre) / width, -FARTHEST, FARTHEST);
    }
}
