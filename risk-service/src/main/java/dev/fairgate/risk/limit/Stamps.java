package dev.fairgate.risk.limit;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Eight bytes that no value of the store has had before: counted from a random number on by each
/// node. Two nodes of a thousand that each write 10^12 values meet with a chance of about
/// 10^6 · 10^12 / 2^64, one in 18, over those 10^15 values; and only if it is in the same key at
/// the same moment does it matter.
final class Stamps {

    static final int BYTES = Long.BYTES;

    private final AtomicLong next = new AtomicLong(new SecureRandom().nextLong());

    byte[] next() {
        return ByteBuffer.allocate(BYTES).putLong(next.getAndIncrement()).array();
    }
}
