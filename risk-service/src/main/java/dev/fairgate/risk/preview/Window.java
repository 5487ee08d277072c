package dev.fairgate.risk.preview;

import dev.fairgate.risk.log.TimeRange;
import java.time.Instant;

/// Which decisions of the log are looked at: the newest of a range of time.
///
/// @param most 1 to 1,000,000
record Window(TimeRange range, int most) {

    static final int MOST = 1_000_000;
    static final int USUAL = 200_000;

    private static final TimeRange ALWAYS =
            new TimeRange(Instant.EPOCH, Instant.parse("9999-12-31T00:00:00Z"));

    Window {
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("a window has 1 to " + MOST + " decisions");
        }
    }

    /// The newest of all.
    static Window newest(int most) {
        return new Window(ALWAYS, most);
    }
}
