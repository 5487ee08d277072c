package dev.fairgate.benchmarks.load;

import java.nio.ByteBuffer;

/// Makes requests: each call writes the next one, whole, in HTTP/1.1.
interface RequestSource {

    /// Writes one request; the buffer has room for 16 KiB.
    void next(ByteBuffer out);
}
