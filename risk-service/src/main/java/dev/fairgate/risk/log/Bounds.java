package dev.fairgate.risk.log;

import java.time.Duration;

/// How much the log may be.
///
/// @param segmentBytes most bytes of one file, at least 1 MiB
/// @param segmentAge after which a file gets no more lines, counted from its first one
/// @param totalBytes most bytes of all files, at least two full ones; the oldest go
/// @param keep for how long a file is kept, counted from its first line; at least segmentAge
record Bounds(long segmentBytes, Duration segmentAge, long totalBytes, Duration keep) {

    private static final long LEAST = 1 << 20;

    Bounds {
        if (segmentBytes < LEAST) {
            throw new IllegalArgumentException(
                    "segment-bytes must be at least 1 MiB, not " + segmentBytes);
        }
        if (segmentAge.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "segment-age must be at least 1s, not " + segmentAge);
        }
        if (totalBytes / 2 < segmentBytes) {
            throw new IllegalArgumentException(
                    "total-bytes must be at least twice segment-bytes, not " + totalBytes);
        }
        if (keep.compareTo(segmentAge) < 0) {
            throw new IllegalArgumentException("keep must be at least segment-age, not " + keep);
        }
    }
}
