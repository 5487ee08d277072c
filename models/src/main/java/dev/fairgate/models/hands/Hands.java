package dev.fairgate.models.hands;

/// What a page observed of a buyer's hands, as numbers: the summary of one telemetry object.
///
/// Every number is finite. Where too little was seen for one it is [#UNKNOWN], which no number that
/// is known can be. The numbers do not depend on the clock of the page, on the size of its screen
/// or on where on it things happened, but for [Path#lengthPx()] and [Path#meanSpeed()].
///
/// @param received whether there was telemetry at all
/// @param amount how much was observed
/// @param visit when the page was opened and sent
/// @param path how a pointer or finger was led
/// @param rhythm when things were done
/// @param webdriver whether the browser says that a program drives it
/// @param touch whether the page says that its screen is touched, or a finger was seen
/// @param faults what was not as the contract has it, 0 to 1000 (then it stops counting): events
///         that are unordered, of an unknown kind, too many, not integers or out of range; fields
/// that
///         are unknown, missing, twice there or of another type; events after the page was sent;
/// text
///         that is no JSON. Each counts 1 and is left out; after the last one nothing more is read
/// @param fingerprint a hash of the times between events, their kinds and places: the same trace
///         played for another account has the same one, whatever the other fields say, and one px
/// or 1
///         ms more is another one; 0, "none", for fewer than 12 events or fewer than 8 moves or
/// touches
///         at a new place
public record Hands(
        Received received,
        Amount amount,
        Visit visit,
        Path path,
        Rhythm rhythm,
        boolean webdriver,
        boolean touch,
        int faults,
        long fingerprint) {

    /// What a number says that is not known.
    public static final double UNKNOWN = -1;

    /// No telemetry: no JavaScript, or none was sent.
    public static final Hands ABSENT = nothing(Received.NOTHING, 0);

    /// Something else than an object was sent.
    public static final Hands MALFORMED = nothing(Received.SOMETHING_ELSE, 1);

    /// What came as telemetry.
    public enum Received {
        NOTHING,
        SOMETHING_ELSE,
        OBJECT
    }

    /// Reads telemetry. Never throws; takes time linear in the text, and memory that does not
    /// depend on it.
    ///
    /// @param telemetry as it was sent; anything but an object is [#MALFORMED]
    /// @param decidedAtMs epoch ms by our clock
    public static Hands read(String telemetry, long decidedAtMs) {
        return new TelemetryReader(telemetry).read(decidedAtMs);
    }

    private static Hands nothing(Received received, int faults) {
        return new Hands(
                received, Amount.NONE, Visit.NONE, Path.NONE, Rhythm.NONE, false, false, faults, 0);
    }

    /// See [Amount#tooLittle()]; all of [#path()] and [#rhythm()] is [#UNKNOWN] then.
    public boolean tooLittle() {
        return amount.tooLittle();
    }

    /// Coordinates for finding many accounts that one script drives: eight numbers, each with a
    /// mean near 0 and a spread near 1 over people (acceleration and turns: 0.5) and within −8 to
    /// 8. Runs of one script, also with a jitter of a few px and ms, lie close together, people do
    /// not. In order: logarithms of path length, mean speed, speed variation and acceleration
    /// variation, log odds of straightness, turn entropy, interval entropy, root of the share of
    /// pauses.
    ///
    /// Empty when [#path()] does not tell them all: whoever has no pointer would lie at one point
    /// with all others who have none, and must not look like a campaign for it.
    public double[] shape() {
        return Shape.of(this);
    }

    /// How much this looks like a person's hands, 0 to 1: a reason to be lenient, never one to
    /// refuse. By plain rules, of which the kindest counts:
    ///
    /// - a pointer: the lesser of speed variation (0.3 → 0, 0.7 → 1) and acceleration variation
    ///   (0.1 → 0, 0.25 → 1); halved, by degrees, for interval entropy below 0.8 bits (0.1:
    ///   wholly), and halved for straightness above 0.999
    /// - keys: 0.7 times key variation (0.1 → 0, 0.4 → 1), so that no pointer is needed
    /// - scrolls: half of scroll variation (0.1 → 0, 0.4 → 1)
    ///
    /// 0 without telemetry, with too little of it, with any fault, or when a program drives the
    /// browser. Speed variation 0.5, acceleration variation 0.3, entropy 1, straightness 0.9: 0.5.
    public double natural() {
        return Naturalness.of(this);
    }
}
