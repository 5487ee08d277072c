package dev.fairgate.models.feature;

import java.nio.ByteBuffer;

/// What became of the challenges that an account was asked, over all sales. In the store it has 13
/// bytes.
///
/// @param asked at most 65,535
/// @param solved right answers
/// @param failed wrong answers
/// @param solveMs from asking to the last right answer; -1 without one
public record Challenged(int asked, int solved, int failed, int solveMs) {

    /// None was asked.
    public static final Challenged NONE = new Challenged(0, 0, 0, -1);

    private static final byte VERSION = 1;
    private static final int BYTES = 13;
    private static final int MOST = 65_535;

    /// One more was asked.
    public Challenged plusAsked() {
        return new Challenged(Math.min(MOST, asked + 1), solved, failed, solveMs);
    }

    /// One more was solved.
    public Challenged plusSolved(long ms) {
        return new Challenged(
                asked, Math.min(MOST, solved + 1), failed, Math.clamp(ms, 0, 600_000));
    }

    /// One more was answered wrongly.
    public Challenged plusFailed() {
        return new Challenged(asked, solved, Math.min(MOST, failed + 1), solveMs);
    }

    /// Reads what [#bytes()] gave; anything else is nothing.
    public static Challenged read(byte[] bytes) {
        if (bytes.length != BYTES || bytes[0] != VERSION) {
            return NONE;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes, 1, BYTES - 1);
        return new Challenged(
                in.getShort() & MOST, in.getShort() & MOST, in.getInt() & MOST, in.getInt());
    }

    /// What a store keeps.
    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .put(VERSION)
                .putShort((short) asked)
                .putShort((short) solved)
                .putInt(failed)
                .putInt(solveMs)
                .array();
    }
}
