package dev.fairgate.models.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import smile.clustering.DBSCAN;

/// Finds campaigns: accounts so close together, in numbers so large, that one script may drive
/// them. People spread widely; what one script does is tight, whatever addresses it rents.
///
/// Density clustering (DBSCAN: M. Ester et al., KDD 1996): an account with enough neighbours within
/// the radius, itself included, is inside a cluster and brings its neighbours along; neither the
/// number of clusters nor their shape is given in advance. Pure and thread-safe. It takes tenths
/// of a second of one core, so never on an event loop.
public final class Campaigns {

    private final Settings settings;

    /// What makes a campaign, and the bounds of the work.
    ///
    /// @param radius how far apart neighbours may be
    /// @param minimumMembers how many accounts within one radius make a cluster; smaller ones are
    ///     none
    /// @param window how far from now a sighting may be; clocks may run ahead
    /// @param mostSightings of more accounts, those seen last count
    /// @param mostClusters of more clusters, the largest count
    public record Settings(
            double radius,
            int minimumMembers,
            Duration window,
            int mostSightings,
            int mostClusters) {

        /// Most accounts that are clustered at once.
        public static final int MOST_SIGHTINGS = 20_000;

        /// Checks all of them.
        public Settings {
            require(radius > 0 && radius <= 1_000, "radius must be above 0, at most 1000", radius);
            require(
                    minimumMembers >= 2 && minimumMembers <= 1_000,
                    "minimumMembers must be 2 to 1000",
                    minimumMembers);
            require(
                    window.compareTo(Duration.ofSeconds(1)) >= 0
                            && window.compareTo(Duration.ofDays(1)) <= 0,
                    "window must be 1 s to 1 day",
                    window);
            require(
                    mostSightings >= 1 && mostSightings <= MOST_SIGHTINGS,
                    "mostSightings must be 1 to " + MOST_SIGHTINGS,
                    mostSightings);
            require(
                    mostClusters >= 1 && mostClusters <= Snapshot.MOST_CLUSTERS,
                    "mostClusters must be 1 to " + Snapshot.MOST_CLUSTERS,
                    mostClusters);
        }

        /// With the largest bounds.
        public Settings(double radius, int minimumMembers, Duration window) {
            this(radius, minimumMembers, window, MOST_SIGHTINGS, Snapshot.MOST_CLUSTERS);
        }

        private static void require(boolean holds, String rule, Object was) {
            if (!holds) {
                throw new IllegalArgumentException(rule + ", was " + was);
            }
        }
    }

    /// As set.
    public Campaigns(Settings settings) {
        this.settings = settings;
    }

    /// Finds the clusters of now. Of each account only the latest sighting counts. Sightings of
    /// another number of dimensions than most have are left out: while a new version is rolled
    /// out, nodes of two see accounts differently.
    ///
    /// @param previous whose clusters keep their ids where they are found again
    /// @param nowMs in ms since 1970
    public Snapshot find(Collection<Sighting> sightings, Snapshot previous, long nowMs) {
        List<Sighting> recent = ofOneSpace(latest(sightings, nowMs));
        List<Group> groups = recent.isEmpty() ? List.of() : groups(recent);
        return new Snapshot(
                nowMs,
                settings.radius(),
                Identities.give(groups, previous, settings.radius(), nowMs));
    }

    private Collection<Sighting> latest(Collection<Sighting> sightings, long nowMs) {
        long from = nowMs - settings.window().toMillis();
        long to = nowMs + settings.window().toMillis();
        Map<Long, Sighting> latest = new HashMap<>();
        for (Sighting sighting : sightings) {
            if (sighting.atMs() >= from && sighting.atMs() <= to) {
                latest.merge(sighting.account(), sighting, Sighting::later);
            }
        }
        return latest.values();
    }

    /// As many as may be, always in the same order.
    private List<Sighting> ofOneSpace(Collection<Sighting> sightings) {
        int[] counts = new int[Position.MOST_DIMENSIONS + 1];
        sightings.forEach(it -> counts[it.position().dimensions()]++);
        int dimensions =
                IntStream.range(0, counts.length)
                        .reduce(0, (most, next) -> counts[next] >= counts[most] ? next : most);
        return sightings.stream()
                .filter(it -> it.position().dimensions() == dimensions)
                .sorted(
                        Comparator.comparingLong(Sighting::atMs)
                                .reversed()
                                .thenComparingLong(Sighting::account))
                .limit(settings.mostSightings())
                .sorted(Comparator.comparingLong(Sighting::account))
                .toList();
    }

    private List<Group> groups(List<Sighting> sightings) {
        Integer[] points = new Integer[sightings.size()];
        Map<Integer, List<Sighting>> byCluster = new HashMap<>();
        DBSCAN<Integer> clustering = cluster(sightings, points);
        for (int point : points) {
            int cluster = clustering.group(point);
            if (cluster < clustering.k()) { // else it is in none
                byCluster
                        .computeIfAbsent(cluster, _ -> new ArrayList<>())
                        .add(sightings.get(point));
            }
        }
        return byCluster.values().stream()
                .filter(it -> it.size() >= settings.minimumMembers())
                .map(Group::of)
                .sorted(Group.LARGEST_FIRST)
                .limit(settings.mostClusters())
                .collect(Collectors.toUnmodifiableList());
    }

    private DBSCAN<Integer> cluster(List<Sighting> sightings, Integer[] points) {
        for (int i = 0; i < points.length; i++) {
            points[i] = i;
        }
        List<Position> positions = sightings.stream().map(Sighting::position).toList();
        int enough = settings.minimumMembers();
        return DBSCAN.fit(points, new Neighbours(positions, enough), enough, settings.radius());
    }
}
