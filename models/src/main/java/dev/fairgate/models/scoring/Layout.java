package dev.fairgate.models.scoring;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Where things stand in a model file; docs/models-format.md has it to the byte. Everything is
/// big-endian.
final class Layout {

    /// "FGM1".
    static final int MAGIC = 0x46474d31;

    static final int FORMAT = 1;

    /// Up to the texts.
    static final int HEADER_BYTES = 56;

    /// Of each node: input, right child, cover, value.
    static final int NODE_BYTES = 2 + 4 + 4 + 8;

    static final int HASH_BYTES = 32;

    private Layout() {}

    static byte code(Model.Link link) {
        return switch (link) {
            case LOGISTIC -> 0;
            case IDENTITY -> 1;
        };
    }

    static Model.Link link(byte code) {
        return switch (code) {
            case 0 -> Model.Link.LOGISTIC;
            case 1 -> Model.Link.IDENTITY;
            default -> throw new IllegalArgumentException("its link is unknown");
        };
    }

    static byte code(Schema schema) {
        return (byte) (schema.kind().equals(Schema.FAIRGATE) ? 0 : 1);
    }

    static String kind(byte code) {
        return switch (code) {
            case 0 -> Schema.FAIRGATE;
            case 1 -> Schema.TABLE;
            default -> throw new IllegalArgumentException("its kind of schema is unknown");
        };
    }

    /// SHA-256 of a part of a file.
    static byte[] hash(byte[] file, int from, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(file, from, length);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// The first eight bytes, as 16 hexadecimal digits.
    static String short16(byte[] hash) {
        return HexFormat.of().formatHex(hash, 0, 8);
    }
}
