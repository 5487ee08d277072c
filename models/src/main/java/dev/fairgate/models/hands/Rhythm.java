package dev.fairgate.models.hands;

/// When things were done. [Hands#UNKNOWN] stands where too little was seen.
///
/// The first three are about moves and touches and need [Amount#ENOUGH_MOVES] of them; a *gap* is
/// the time between two neighbours.
///
/// @param pauses share of gaps that are longer than [#PAUSE_MS], 0 to 1; two of 20 gaps: 0.1
/// @param intervalEntropy Shannon entropy in bits of the gaps in buckets of a quarter octave (16 to
///     19 ms, 20 to 23 ms, …, 28 to 31 ms, 32 to 39 ms), 0 to 5.5; 0 for a constant clock; four
///     gaps of 16 ms and four of 32 ms: 1
/// @param intervalVariation standard deviation / mean of the gaps that are no pauses, 0 or more, no
///     unit; four gaps of 16 ms and four of 32 ms: 8 / 24 = 0.333
/// @param keyVariation standard deviation / mean of the times between keys, each at most 2 s, 0 or
///     more, no unit; needs [Amount#ENOUGH_KEYS] keys; 100, 200, 100, 200 ms: 50 / 150 = 0.333
/// @param scrollVariation mean change of speed from scroll to scroll / mean speed, 0 or more, no
///     unit; needs [Amount#ENOUGH_SCROLLS] scrolls; 0 for a page that is wound down evenly
/// @param pressMs mean time that a button or finger stays down in ms, 0 to 10,000; down at 900 and
///     up at 985: 85
public record Rhythm(
        double pauses,
        double intervalEntropy,
        double intervalVariation,
        double keyVariation,
        double scrollVariation,
        double pressMs) {

    /// Two moves with more than this between them are two strokes.
    public static final int PAUSE_MS = 150;

    static final Rhythm NONE =
            new Rhythm(
                    Hands.UNKNOWN,
                    Hands.UNKNOWN,
                    Hands.UNKNOWN,
                    Hands.UNKNOWN,
                    Hands.UNKNOWN,
                    Hands.UNKNOWN);
}
