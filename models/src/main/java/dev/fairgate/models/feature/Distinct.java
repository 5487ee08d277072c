package dev.fairgate.models.feature;

/// About how many different ones came in the last minutes, in one byte per cell.
///
/// Every cell keeps the minute in which one of its own was seen last. With m cells of which u saw
/// nobody in the window, about m · ln(m / u) different ones came (linear counting: Whang,
/// Vander-Zanden, Taylor, 1990; time stamps in place of bits: Kim, O'Hallaron, 2003). With 32 cells
/// of which 29 are unused it is 32 · ln(32 / 29) = 3.15. Where no cell is unused it is m · ln m.
final class Distinct {

    /// Stamps are exact for this long.
    static final int WINDOW_MINUTES = 60;

    private static final int UNUSED = 0;
    private static final int STAMPS = 255;

    private Distinct() {}

    /// The stamp of a minute; never that of an unused cell.
    static byte stamp(long minute) {
        return (byte) (1 + Math.floorMod(minute, STAMPS));
    }

    /// Forgets what is older than the window.
    ///
    /// @param last the minute of the newest stamp
    static void forget(byte[] bytes, int from, int cells, long last, long now) {
        boolean all = now - last > WINDOW_MINUTES;
        for (int i = from; i < from + cells; i++) {
            if (bytes[i] != UNUSED && (all || age(bytes[i], now) > WINDOW_MINUTES)) {
                bytes[i] = UNUSED;
            }
        }
    }

    /// About how many in the last `minutes`, the running one included.
    static double count(byte[] bytes, int from, int cells, long now, int minutes) {
        int unused = 0;
        for (int i = from; i < from + cells; i++) {
            if (bytes[i] == UNUSED || age(bytes[i], now) >= minutes) {
                unused++;
            }
        }
        return cells * Math.log((double) cells / Math.max(1, unused));
    }

    private static int age(byte stamp, long now) {
        return Math.floorMod(now - (Byte.toUnsignedInt(stamp) - 1), STAMPS);
    }
}
