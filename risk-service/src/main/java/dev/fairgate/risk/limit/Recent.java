package dev.fairgate.risk.limit;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/// How many requests came in the last minute, in twelve bytes: a count for the minute that runs and
/// one for the minute before. The estimate takes the share of the earlier minute that still lies
/// within sixty seconds: 20 s into a minute with 4 requests, after a minute with 30, it is
/// 4 + 30 × 40/60 = 24.
///
/// @param minute since 1970
record Recent(int minute, int count, int before) {

    static final int BYTES = 12;
    static final Recent NONE = new Recent(0, 0, 0);

    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

    /// One more request.
    Recent plusOne(long nowNanos) {
        Recent now = at(nowNanos);
        return new Recent(now.minute, now.count + 1, now.before);
    }

    /// About how many in the sixty seconds before `nowNanos`.
    long estimate(long nowNanos) {
        Recent now = at(nowNanos);
        long left = MINUTE_NANOS - nowNanos % MINUTE_NANOS;
        return now.count + Math.round(now.before * ((double) left / MINUTE_NANOS));
    }

    void write(ByteBuffer out) {
        out.putInt(minute).putInt(count).putInt(before);
    }

    static Recent read(ByteBuffer in) {
        return new Recent(in.getInt(), in.getInt(), in.getInt());
    }

    /// The same counts, seen from a later minute; a clock that went back changes nothing.
    private Recent at(long nowNanos) {
        int current = (int) (nowNanos / MINUTE_NANOS);
        return switch (current - minute) {
            case 0 -> this;
            case 1 -> new Recent(current, 0, count);
            default -> current < minute ? this : new Recent(current, 0, 0);
        };
    }
}
