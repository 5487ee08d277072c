package dev.fairgate.models.cluster;

import java.util.Arrays;
import java.util.List;

/// The smallest box around some positions.
final class Box {

    private final float[] low;
    private final float[] high;

    private Box(int dimensions) {
        low = new float[dimensions];
        high = new float[dimensions];
        Arrays.fill(low, Float.POSITIVE_INFINITY);
        Arrays.fill(high, Float.NEGATIVE_INFINITY);
    }

    static Box around(List<Position> positions, int[] points) {
        Box box = new Box(positions.getFirst().dimensions());
        for (int point : points) {
            box.take(positions.get(point));
        }
        return box;
    }

    private void take(Position position) {
        for (int i = 0; i < low.length; i++) {
            low[i] = Math.min(low[i], position.get(i));
            high[i] = Math.max(high[i], position.get(i));
        }
    }

    /// The dimension in which it is longest.
    int widest() {
        int widest = 0;
        for (int i = 1; i < low.length; i++) {
            if (high[i] - low[i] > high[widest] - low[widest]) {
                widest = i;
            }
        }
        return widest;
    }

    /// To its nearest side; 0 for a place inside.
    float squaredDistance(float[] place) {
        float sum = 0;
        for (int i = 0; i < low.length; i++) {
            float gap = Math.max(0, Math.max(low[i] - place[i], place[i] - high[i]));
            sum += gap * gap;
        }
        return sum;
    }
}
