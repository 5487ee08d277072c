package dev.fairgate.models.cluster;

import com.github.f4b6a3.ulid.Ulid;
import java.util.Random;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// An account is looked up in 64 clusters of 16 dimensions.
@State(Scope.Thread)
public class SnapshotBenchmark {

    private static final int MANY = 1024;
    private static final int DIMENSIONS = 16;

    private final Random random = new Random(1);
    private final Snapshot apart = snapshot(1);
    private final Snapshot close = snapshot(0.001f);
    private final float[][] positions =
            IntStream.range(0, MANY).mapToObj(_ -> anywhere(1)).toArray(float[][]::new);
    private final float[][] closePositions =
            IntStream.range(0, MANY).mapToObj(_ -> anywhere(0.001f)).toArray(float[][]::new);
    private int next;

    /// Clusters and accounts all over the space, as they are.
    @Benchmark
    public Membership nearest() {
        return apart.nearest(positions[next++ & (MANY - 1)]);
    }

    /// All within reach of each other: every number of every cluster is looked at.
    @Benchmark
    public Membership nearestOfMany() {
        return close.nearest(closePositions[next++ & (MANY - 1)]);
    }

    private Snapshot snapshot(float side) {
        return new Snapshot(
                1,
                0.25,
                IntStream.range(0, Snapshot.MOST_CLUSTERS)
                        .mapToObj(i -> cluster(i, Position.of(anywhere(side))))
                        .toList());
    }

    private static Cluster cluster(int number, Position centre) {
        return new Cluster(new Ulid(1, number).toString(), 9, centre, 0.1f, 0.6, 1);
    }

    private float[] anywhere(float side) {
        float[] numbers = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            numbers[i] = side * random.nextFloat();
        }
        return numbers;
    }
}
