package dev.fairgate.models.scoring;

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
}
