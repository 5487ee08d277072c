package dev.fairgate.models.cluster;

import com.github.f4b6a3.ulid.Ulid;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The clusters that were found at one time. Immutable; whoever decides asks it without waiting
/// and without making garbage.
public final class Snapshot {

    /// Most clusters of a snapshot; the largest are kept.
    public static final int MOST_CLUSTERS = 64;

    /// No clusters, found never.
    public static final Snapshot NONE = new Snapshot(0, 1, List.of());

    private final long madeAtMs;
    private final double radius;
    private final List<Cluster> clusters;
    private final String id;
    private final Membership[] members;
    private final int dimensions;
    private final float[] centres;

    /// @param madeAtMs in ms since 1970
    /// @param radius how far apart neighbours may be
    /// @param clusters at most [#MOST_CLUSTERS], all in one space
    public Snapshot(long madeAtMs, double radius, List<Cluster> clusters) {
        this.madeAtMs = madeAtMs;
        this.radius = radius;
        this.clusters = List.copyOf(clusters);
        this.dimensions = clusters.isEmpty() ? 0 : clusters.getFirst().centre().dimensions();
        check();
        this.id = new Ulid(madeAtMs, Digest.tenBytesOf(toBytes())).toString();
        this.members = clusters.stream().map(Membership.Member::new).toArray(Membership[]::new);
        this.centres = new float[clusters.size() * dimensions];
        for (int i = 0; i < clusters.size(); i++) {
            clusters.get(i).centre().copyTo(centres, i * dimensions);
        }
    }

    private void check() {
        if (madeAtMs < 0 || madeAtMs >= 1L << 48 || !(radius > 0 && Double.isFinite(radius))) {
            throw new IllegalArgumentException(
                    "made at %d with a radius of %s".formatted(madeAtMs, radius));
        }
        if (clusters.size() > MOST_CLUSTERS) {
            throw new IllegalArgumentException(
                    "at most " + MOST_CLUSTERS + " clusters, not " + clusters.size());
        }
        if (clusters.stream().anyMatch(it -> it.centre().dimensions() != dimensions)) {
            throw new IllegalArgumentException("all clusters must be in one space");
        }
    }

    /// A ULID of the time it was made and a digest of all it holds: equal ids, equal snapshots.
    public String id() {
        return id;
    }

    /// When it was made, in ms since 1970.
    public long madeAtMs() {
        return madeAtMs;
    }

    /// How far apart neighbours may be.
    public double radius() {
        return radius;
    }

    /// The clusters, largest first.
    public List<Cluster> clusters() {
        return clusters;
    }

    /// How many accounts all clusters have together.
    public int members() {
        return clusters.stream().mapToInt(Cluster::size).sum();
    }

    /// The cluster with the nearest centre of those within one radius. That is as far as the next
    /// snapshot would reach to make an account a member, so that a new account of a running
    /// campaign is known before any snapshot has it.
    ///
    /// @param position in the space of the clusters; a stranger in any other, or if not finite
    public Membership nearest(float[] position) {
        Membership nearest = Membership.Stranger.STRANGER;
        if (position.length != dimensions) {
            return nearest;
        }
        float reach = Math.nextUp((float) (radius * radius));
        for (int i = 0; i < members.length; i++) {
            float distance = squaredDistance(position, i * dimensions, reach);
            if (distance < reach) { // never so for NaN
                reach = distance;
                nearest = members[i];
            }
        }
        return nearest;
    }

    /// Stops where it is sure that there is a nearer one. Four at a time, which need not wait for
    /// each other.
    private float squaredDistance(float[] position, int centre, float reach) {
        float sum = 0;
        int i = 0;
        for (; i + 4 <= dimensions && sum < reach; i += 4) {
            sum +=
                    (square(position[i] - centres[centre + i])
                                    + square(position[i + 1] - centres[centre + i + 1]))
                            + (square(position[i + 2] - centres[centre + i + 2])
                                    + square(position[i + 3] - centres[centre + i + 3]));
        }
        for (; i < dimensions && sum < reach; i++) {
            sum += square(position[i] - centres[centre + i]);
        }
        return sum;
    }

    private static float square(float number) {
        return number * number;
    }

    /// As bytes, at most 6.2 KiB.
    public byte[] toBytes() {
        return SnapshotCodec.write(this, dimensions);
    }

    /// Reads what [#toBytes()] wrote.
    ///
    /// @return nothing if it is anything else
    public static Optional<Snapshot> read(ByteBuffer bytes) {
        return SnapshotCodec.read(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Snapshot snapshot && Arrays.equals(toBytes(), snapshot.toBytes());
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "snapshot " + id + " " + clusters;
    }
}
