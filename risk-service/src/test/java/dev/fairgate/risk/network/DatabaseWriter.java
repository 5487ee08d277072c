package dev.fairgate.risk.network;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes small databases of IPv4 in MaxMind's format (its version 2.0): records of 32 bits, maps
/// of less than 29 fields, texts of less than 285 bytes.
final class DatabaseWriter {

    private static final int EMPTY = -1;
    private static final byte[] MARKER =
            "\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1);

    private final String type;
    private final List<int[]> nodes = new ArrayList<>(List.of(emptyNode()));
    private final ByteArrayOutputStream rows = new ByteArrayOutputStream();

    DatabaseWriter(String type) {
        this.type = type;
    }

    /// Adds a row; of blocks that lie in one another, the larger comes first.
    DatabaseWriter row(String block, Map<String, Object> row) {
        Block bits = Block.parse(block).orElseThrow();
        int length = bits.length() - 96;
        int node = 0;
        for (int i = 0; i < length - 1; i++) {
            node = child(node, bit(bits, i));
        }
        // Data is told from nodes by its sign until the number of nodes is known.
        nodes.get(node)[bit(bits, length - 1)] = -2 - rows.size();
        rows.writeBytes(encoded(row));
        return this;
    }

    byte[] bytes() {
        ByteBuffer tree = ByteBuffer.allocate(nodes.size() * 8);
        for (int[] node : nodes) {
            tree.putInt(pointer(node[0])).putInt(pointer(node[1]));
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(tree.array());
        file.writeBytes(new byte[16]);
        file.writeBytes(rows.toByteArray());
        file.writeBytes(MARKER);
        file.writeBytes(encoded(metadata()));
        return file.toByteArray();
    }

    private Map<String, Object> metadata() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("binary_format_major_version", 2L);
        metadata.put("binary_format_minor_version", 0L);
        metadata.put("build_epoch", 1_700_000_000L);
        metadata.put("database_type", type);
        metadata.put("description", Map.of());
        metadata.put("ip_version", 4L);
        metadata.put("languages", List.of());
        metadata.put("node_count", (long) nodes.size());
        metadata.put("record_size", 32L);
        return metadata;
    }

    private int child(int node, int bit) {
        if (nodes.get(node)[bit] < 0) {
            int row = nodes.get(node)[bit];
            nodes.get(node)[bit] = nodes.size();
            nodes.add(new int[] {row, row});
        }
        return nodes.get(node)[bit];
    }

    private int pointer(int record) {
        if (record == EMPTY) {
            return nodes.size();
        }
        return record >= 0 ? record : nodes.size() + 16 + (-2 - record);
    }

    private static int bit(Block block, int index) {
        return (int) (block.low() >>> (31 - index)) & 1;
    }

    private static int[] emptyNode() {
        return new int[] {EMPTY, EMPTY};
    }

    private static byte[] encoded(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                ByteArrayOutputStream fields = new ByteArrayOutputStream();
                fields.write(7 << 5 | map.size());
                map.forEach(
                        (name, field) -> {
                            fields.writeBytes(encoded(name));
                            fields.writeBytes(encoded(field));
                        });
                yield fields.toByteArray();
            }
            case List<?> _ -> new byte[] {0, 4}; // empty ones only
            case Boolean flag -> new byte[] {(byte) (flag ? 1 : 0), 7};
            case Long number -> number(number);
            case String text -> text(text.getBytes(StandardCharsets.UTF_8));
            default -> throw new IllegalArgumentException("no such field: " + value);
        };
    }

    /// As uint32, which is read as any number.
    private static byte[] number(long number) {
        return ByteBuffer.allocate(5).put((byte) (6 << 5 | 4)).putInt((int) number).array();
    }

    private static byte[] text(byte[] text) {
        ByteArrayOutputStream field = new ByteArrayOutputStream();
        field.write(2 << 5 | Math.min(29, text.length));
        if (text.length >= 29) {
            field.write(text.length - 29);
        }
        field.writeBytes(text);
        return field.toByteArray();
    }
}
