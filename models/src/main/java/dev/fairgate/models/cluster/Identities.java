package dev.fairgate.models.cluster;

import com.github.f4b6a3.ulid.Ulid;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Gives clusters their ids: a group whose centre lies within one radius of a cluster's of the
/// previous snapshot is that cluster, the nearest pairs first; all others are new.
final class Identities {

    private record Pair(double distance, int group, int cluster) {}

    private Identities() {}

    static List<Cluster> give(List<Group> groups, Snapshot previous, double radius, long nowMs) {
        Map<Integer, Cluster> known = known(groups, previous.clusters(), radius);
        List<Cluster> clusters = new ArrayList<>(groups.size());
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            Cluster before = known.get(i);
            float spread = (float) group.spread();
            clusters.add(
                    new Cluster(
                            before == null ? newId(group, i, nowMs) : before.id(),
                            group.size(),
                            group.centre(),
                            spread,
                            Cluster.tightness(spread, radius),
                            before == null ? group.sinceMs() : before.firstSeenMs()));
        }
        return clusters;
    }

    private static Map<Integer, Cluster> known(
            List<Group> groups, List<Cluster> before, double radius) {
        Map<Integer, Cluster> known = new HashMap<>();
        Set<Integer> taken = new HashSet<>();
        for (Pair pair : nearestFirst(groups, before, radius)) {
            if (!known.containsKey(pair.group()) && taken.add(pair.cluster())) {
                known.put(pair.group(), before.get(pair.cluster()));
            }
        }
        return known;
    }

    private static List<Pair> nearestFirst(
            List<Group> groups, List<Cluster> before, double radius) {
        List<Pair> pairs = new ArrayList<>();
        for (int group = 0; group < groups.size(); group++) {
            for (int cluster = 0; cluster < before.size(); cluster++) {
                Position here = groups.get(group).centre();
                Position there = before.get(cluster).centre();
                if (here.dimensions() == there.dimensions()
                        && here.squaredDistance(there) <= radius * radius) {
                    pairs.add(new Pair(here.squaredDistance(there), group, cluster));
                }
            }
        }
        pairs.sort(
                Comparator.comparingDouble(Pair::distance)
                        .thenComparingInt(Pair::group)
                        .thenComparingInt(Pair::cluster));
        return pairs;
    }

    /// Of now, and of what the group is: two nodes that see the same give the same id.
    private static String newId(Group group, int place, long nowMs) {
        ByteBuffer bytes =
                ByteBuffer.allocate(2 * Integer.BYTES + group.centre().dimensions() * Float.BYTES)
                        .putInt(place)
                        .putInt(group.size());
        Sightings.put(group.centre(), bytes);
        return new Ulid(nowMs, Digest.tenBytesOf(bytes.array())).toString();
    }
}
