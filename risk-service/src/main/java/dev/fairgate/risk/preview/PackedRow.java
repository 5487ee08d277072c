package dev.fairgate.risk.preview;

import dev.fairgate.models.feature.FeatureName;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// A row of features in as few bytes as it takes, to the bit: two bits for each say whether it is
/// the value of somebody of whom nothing is known, a small whole number, or eight bytes. A row of
/// 75 features is 619 bytes at most and about 150 in practice.
final class PackedRow {

    private static final double[] ABSENT = FeatureName.schema().absentRow();
    private static final int HEAD = (ABSENT.length + 3) / 4;

    private PackedRow() {}

    /// How many values a row has.
    static int length() {
        return ABSENT.length;
    }

    static byte[] pack(double[] row) {
        byte[] bytes = new byte[HEAD + Double.BYTES * row.length];
        ByteBuffer values = ByteBuffer.wrap(bytes).position(HEAD);
        for (int i = 0; i < row.length; i++) {
            if (!isSame(row[i], ABSENT[i])) {
                boolean isSmall = isSame(row[i], (short) row[i]);
                bytes[i / 4] |= (byte) ((isSmall ? 1 : 2) << (2 * (i % 4)));
                if (isSmall) {
                    values.putShort((short) row[i]);
                } else {
                    values.putDouble(row[i]);
                }
            }
        }
        return Arrays.copyOf(bytes, values.position());
    }

    static double[] unpack(byte[] bytes) {
        double[] row = ABSENT.clone();
        ByteBuffer values = ByteBuffer.wrap(bytes).position(HEAD);
        for (int i = 0; i < row.length; i++) {
            int kind = (bytes[i / 4] >> (2 * (i % 4))) & 3;
            if (kind != 0) {
                row[i] = kind == 1 ? values.getShort() : values.getDouble();
            }
        }
        return row;
    }

    private static boolean isSame(double one, double other) {
        return Double.doubleToRawLongBits(one) == Double.doubleToRawLongBits(other);
    }
}
