package dev.fairgate.models.hands;

/// When the page was opened and sent, by the clock of its browser.
///
/// @param openToSubmitMs `submittedAt - pageOpenedAt`, 0 to 604,800,000 (a week; longer is
///      clipped); [Hands#UNKNOWN] when one of them is missing or the page was sent before it
/// opened.
///      Opened at 1790000000000 and sent at 1790000004210: 4210
/// @param clockOffsetMs `decidedAt - submittedAt`: how far that clock is behind ours, and the way
///      here; clipped to a day either way; 0 when `submittedAt` is missing. Decided at
///      1790000004300: 90
public record Visit(double openToSubmitMs, double clockOffsetMs) {

    /// The longest time from open to submit, in ms.
    public static final long LONGEST_MS = 604_800_000;

    /// The greatest offset of a clock, in ms, either way.
    public static final long GREATEST_OFFSET_MS = 86_400_000;

    static final Visit NONE = new Visit(Hands.UNKNOWN, 0);

    /// @param openedAt epoch ms within years 1970 to 9999, or negative: not known
    /// @param submittedAt the same
    static Visit of(long openedAt, long submittedAt, long decidedAt) {
        if (submittedAt < 0) {
            return NONE;
        }
        long offset = Math.max(0, decidedAt) - submittedAt;
        long open = openedAt < 0 || submittedAt < openedAt ? -1 : submittedAt - openedAt;
        return new Visit(
                open < 0 ? Hands.UNKNOWN : Math.min(open, LONGEST_MS),
                Math.clamp(offset, -GREATEST_OFFSET_MS, GREATEST_OFFSET_MS));
    }
}
