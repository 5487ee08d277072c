package dev.fairgate.models.cluster;

import com.github.f4b6a3.ulid.Ulid;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A snapshot as bytes: version (1), dimensions, number of clusters, a byte each; time and radius,
/// eight bytes each; then each cluster: id 16, size 4, first seen 8, spread 4, centre 4 for each
/// dimension.
final class SnapshotCodec {

    private static final byte VERSION = 1;
    private static final int HEAD = 3 * Byte.BYTES + 2 * Long.BYTES;
    private static final int CLUSTER = Ulid.ULID_BYTES + Integer.BYTES + Long.BYTES + Float.BYTES;
    private static final long TIME_ENDS = 1L << 48; // as far as a ULID goes

    private SnapshotCodec() {}

    static byte[] write(Snapshot snapshot, int dimensions) {
        List<Cluster> clusters = snapshot.clusters();
        ByteBuffer bytes = ByteBuffer.allocate(size(clusters.size(), dimensions));
        bytes.put(VERSION).put((byte) dimensions).put((byte) clusters.size());
        bytes.putLong(snapshot.madeAtMs()).putDouble(snapshot.radius());
        for (Cluster cluster : clusters) {
            bytes.put(Ulid.from(cluster.id()).toBytes())
                    .putInt(cluster.size())
                    .putLong(cluster.firstSeenMs())
                    .putFloat(cluster.spread());
            Sightings.put(cluster.centre(), bytes);
        }
        return bytes.array();
    }

    static Optional<Snapshot> read(ByteBuffer bytes) {
        if (bytes.remaining() < HEAD || bytes.get() != VERSION) {
            return Optional.empty();
        }
        int dimensions = bytes.get();
        int count = bytes.get();
        long madeAtMs = bytes.getLong();
        double radius = bytes.getDouble();
        if (count < 0
                || count > Snapshot.MOST_CLUSTERS
                || (count == 0) != (dimensions == 0)
                || bytes.remaining() != size(count, dimensions) - HEAD
                || madeAtMs < 0
                || madeAtMs >= TIME_ENDS
                || !(radius > 0 && Double.isFinite(radius))) {
            return Optional.empty();
        }
        return readClusters(bytes, count, dimensions, radius)
                .map(clusters -> new Snapshot(madeAtMs, radius, clusters));
    }

    private static Optional<List<Cluster>> readClusters(
            ByteBuffer bytes, int count, int dimensions, double radius) {
        List<Cluster> clusters = new ArrayList<>(count);
        while (clusters.size() < count) {
            Optional<Cluster> next = readCluster(bytes, dimensions, radius);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            clusters.add(next.get());
        }
        return Optional.of(clusters);
    }

    private static Optional<Cluster> readCluster(ByteBuffer bytes, int dimensions, double radius) {
        byte[] id = new byte[Ulid.ULID_BYTES];
        bytes.get(id);
        int size = bytes.getInt();
        long firstSeenMs = bytes.getLong();
        float spread = bytes.getFloat();
        Optional<Position> centre = Sightings.readPosition(bytes, dimensions);
        if (size < 1 || !(spread >= 0 && Float.isFinite(spread))) {
            return Optional.empty();
        }
        double tightness = Cluster.tightness(spread, radius);
        return centre.map(
                it ->
                        new Cluster(
                                Ulid.from(id).toString(),
                                size,
                                it,
                                spread,
                                tightness,
                                firstSeenMs));
    }

    private static int size(int clusters, int dimensions) {
        return HEAD + clusters * (CLUSTER + dimensions * Float.BYTES);
    }
}
