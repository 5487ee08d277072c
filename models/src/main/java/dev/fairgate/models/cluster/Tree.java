package dev.fairgate.models.cluster;

import java.util.Arrays;
import java.util.List;

/// A k-d tree that remembers which of its points were told.
sealed interface Tree {

    /// Large, because looking at all of a leaf is one run over numbers that lie side by side: with
    /// 64, clustering 20,000 accounts of which half are scripted takes twice as long.
    int LEAF = 256;

    /// A lower bound of the squared distance to any of its points.
    float squaredDistance(float[] place);

    /// Finds any neighbours until there are enough.
    void collect(Query query);

    /// Finds all neighbours that were not told before; from now on they were.
    ///
    /// @return how many
    int tell(Query query);

    /// Makes a tree of some of the positions.
    ///
    /// @param points which ones, at least one
    static Tree of(List<Position> positions, int[] points) {
        Box box = Box.around(positions, points);
        if (points.length <= LEAF) {
            return new Leaf(box, positions, points);
        }
        sort(positions, points, box.widest());
        int middle = points.length / 2;
        return new Fork(
                box,
                of(positions, Arrays.copyOf(points, middle)),
                of(positions, Arrays.copyOfRange(points, middle, points.length)),
                points.length);
    }

    /// By one of the numbers, and where that is the same by point.
    private static void sort(List<Position> positions, int[] points, int dimension) {
        long[] keys = new long[points.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = ((long) ordered(positions.get(points[i]).get(dimension)) << 32) | points[i];
        }
        Arrays.sort(keys);
        for (int i = 0; i < keys.length; i++) {
            points[i] = (int) keys[i];
        }
    }

    /// An integer that is larger for larger numbers.
    private static int ordered(float number) {
        int bits = Float.floatToIntBits(number);
        return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    }

    /// Two halves.
    final class Fork implements Tree {

        private final Box box;
        private final Tree low;
        private final Tree high;
        private int untold;

        private Fork(Box box, Tree low, Tree high, int points) {
            this.box = box;
            this.low = low;
            this.high = high;
            this.untold = points;
        }

        @Override
        public float squaredDistance(float[] place) {
            return box.squaredDistance(place);
        }

        /// The nearer half first, where enough are most likely.
        @Override
        public void collect(Query query) {
            float toLow = low.squaredDistance(query.place());
            float toHigh = high.squaredDistance(query.place());
            boolean lowFirst = toLow <= toHigh;
            if (Math.min(toLow, toHigh) <= query.limit()) {
                (lowFirst ? low : high).collect(query);
            }
            if (Math.max(toLow, toHigh) <= query.limit() && !query.hasEnough()) {
                (lowFirst ? high : low).collect(query);
            }
        }

        @Override
        public int tell(Query query) {
            if (untold == 0 || box.squaredDistance(query.place()) > query.limit()) {
                return 0;
            }
            int told = low.tell(query) + high.tell(query);
            untold -= told;
            return told;
        }
    }

    /// At most [#LEAF] points, those first that are not yet told.
    final class Leaf implements Tree {

        private final Box box;
        private final int[] points;
        private int untold;

        /// The positions, by dimension first.
        private final float[][] columns;

        /// The squared distances to where the last query is.
        private final float[] distances;

        private Leaf(Box box, List<Position> positions, int[] points) {
            this.box = box;
            this.points = points;
            this.untold = points.length;
            this.distances = new float[points.length];
            this.columns = new float[positions.getFirst().dimensions()][points.length];
            for (int i = 0; i < columns.length; i++) {
                for (int j = 0; j < points.length; j++) {
                    columns[i][j] = positions.get(points[j]).get(i);
                }
            }
        }

        @Override
        public float squaredDistance(float[] place) {
            return box.squaredDistance(place);
        }

        @Override
        public void collect(Query query) {
            measure(query.place(), points.length);
            for (int j = 0; j < points.length && !query.hasEnough(); j++) {
                if (distances[j] <= query.limit()) {
                    query.add(points[j]);
                }
            }
        }

        @Override
        public int tell(Query query) {
            if (untold == 0 || box.squaredDistance(query.place()) > query.limit()) {
                return 0;
            }
            measure(query.place(), untold);
            int before = untold;
            for (int j = before - 1; j >= 0; j--) { // from behind, where the told ones go
                if (distances[j] <= query.limit()) {
                    query.add(points[j]);
                    swap(j, --untold);
                }
            }
            return before - untold;
        }

        private void swap(int one, int other) {
            int point = points[one];
            points[one] = points[other];
            points[other] = point;
            for (float[] column : columns) {
                float number = column[one];
                column[one] = column[other];
                column[other] = number;
            }
        }

        private void measure(float[] place, int count) {
            Arrays.fill(distances, 0, count, 0);
            for (int i = 0; i < columns.length; i++) {
                addSquares(columns[i], place[i], distances, count);
            }
        }

        /// Apart and plain, so that the compiler makes vector instructions of it.
        private static void addSquares(float[] column, float number, float[] sums, int count) {
            for (int j = 0; j < count; j++) {
                float gap = column[j] - number;
                sums[j] += gap * gap;
            }
        }
    }
}
