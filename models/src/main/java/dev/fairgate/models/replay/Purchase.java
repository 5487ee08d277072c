package dev.fairgate.models.replay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One row of a CSV.
///
/// @param at ms since 1970
/// @param line in the file
/// @param registeredAt ms since 1970; -1 where nobody says
/// @param account an id that a decision may carry
/// @param device the same; empty where none is named
/// @param address null where none is named
record Purchase(
        long at,
        long line,
        long registeredAt,
        long quantity,
        Label label,
        String account,
        String device,
        @Nullable Address address) {

    /// Time and line, in the bytes of [#bytes()].
    static final int ORDER = 2 * Long.BYTES;

    private static final int HEAD = 4 * Long.BYTES + 4;

    /// What somebody said about it.
    enum Label {
        NONE,
        BOT,
        HUMAN
    }

    /// A third of the size of the object; compared without signs they are in order of time and
    /// line.
    byte[] bytes() {
        byte[] who = account.getBytes(StandardCharsets.US_ASCII);
        byte[] with = device.getBytes(StandardCharsets.US_ASCII);
        byte[] from = address == null ? new byte[0] : address.bytes();
        return ByteBuffer.allocate(HEAD + who.length + with.length + from.length)
                .putLong(at)
                .putLong(line)
                .putLong(registeredAt)
                .putLong(quantity)
                .put(code(label))
                .put((byte) who.length)
                .put((byte) with.length)
                .put((byte) from.length)
                .put(who)
                .put(with)
                .put(from)
                .array();
    }

    static Purchase of(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        long at = in.getLong();
        long line = in.getLong();
        long registeredAt = in.getLong();
        long quantity = in.getLong();
        Label label = label(in.get());
        byte[] who = new byte[in.get()];
        byte[] with = new byte[in.get()];
        byte[] from = new byte[in.get()];
        in.get(who).get(with).get(from);
        return new Purchase(
                at,
                line,
                registeredAt,
                quantity,
                label,
                new String(who, StandardCharsets.US_ASCII),
                new String(with, StandardCharsets.US_ASCII),
                from.length == 0 ? null : Address.of(from));
    }

    private static byte code(Label label) {
        return switch (label) {
            case NONE -> 0;
            case BOT -> 1;
            case HUMAN -> 2;
        };
    }

    private static Label label(byte code) {
        return switch (code) {
            case 1 -> Label.BOT;
            case 2 -> Label.HUMAN;
            default -> Label.NONE;
        };
    }
}
