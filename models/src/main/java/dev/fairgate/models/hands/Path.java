package dev.fairgate.models.hands;

/// How a pointer or finger was led. [Hands#UNKNOWN] stands where too little was seen.
///
/// A *stroke* is a run of moves with at most [Rhythm#PAUSE_MS] between neighbours; a finger that
/// leaves the glass ends it too. A *step* is what lies between two neighbours of one stroke; one
/// within the same millisecond counts as 1 ms long. At least [Amount#ENOUGH_MOVES] moves and
/// touches and 6 steps are needed.
///
/// The numbers in brackets are those of eight moves, 20 ms apart, three steps of 10 px to the right
/// and four of 20 px down: (0,0) (10,0) (20,0) (30,0) (30,20) (30,40) (30,60) (30,80).
///
/// @param lengthPx sum of all steps in px, 0 or more (110)
/// @param meanSpeed of the steps in px/ms, 0 or more (5.5 / 7 = 0.786)
/// @param speedVariation standard deviation / mean of the speeds of steps, 0 or more, no unit
///     (0.247 / 0.786 = 0.315); 0 for a constant speed; people 0.7 to 2
/// @param accelerationVariation mean change of speed from step to step / mean speed, 0 or more, no
///     unit ((0.5 / 6) / 0.786 = 0.106); small for a curve that is computed, people 0.2 to 0.8
/// @param straightness sum of end-to-end distances / sum of lengths, over strokes of at least 3
///     steps, 0 to 1 (85.4 / 110 = 0.777); 1 for straight lines
/// @param turnEntropy Shannon entropy in bits of the turns between steps in 8 sectors of 45°, the
///     first one centred on straight ahead, 0 to 3 (5 turns of 0° and one of 90°: 0.650); needs 4
///     turns
public record Path(
        double lengthPx,
        double meanSpeed,
        double speedVariation,
        double accelerationVariation,
        double straightness,
        double turnEntropy) {

    static final Path NONE =
            new Path(
                    Hands.UNKNOWN,
                    Hands.UNKNOWN,
                    Hands.UNKNOWN,
                    Hands.UNKNOWN,
                    Hands.UNKNOWN,
                    Hands.UNKNOWN);

    /// Whether there are numbers here, and the pointer really went somewhere.
    boolean known() {
        return meanSpeed > 0 && straightness >= 0 && turnEntropy >= 0;
    }
}
