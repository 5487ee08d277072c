package dev.fairgate.models.cluster;

import java.util.List;
import java.util.stream.IntStream;
import smile.neighbor.Neighbor;
import smile.neighbor.RNNSearch;

/// Finds neighbours for one run of DBSCAN, in a k-d tree, and each only as often as DBSCAN needs
/// it. It looks for `enough` neighbours first; a point that has them is told, besides these, those
/// neighbours that no such point was told before. Whatever it is not told has a cluster already:
/// its own, or it is at the edge of one that was there first. So the clusters are the same as with
/// a search that tells all, while a thousand points in one place cost a thousand times `enough`,
/// and not a million.
///
/// A point is a neighbour of itself. Distances are in single precision. Not thread-safe.
final class Neighbours implements RNNSearch<Integer, Integer> {

    private final List<Position> positions;
    private final int enough;
    private final Tree tree;

    /// @param positions at least one, all in one space
    /// @param enough neighbours, itself included, for a point to belong to the inside of a cluster
    Neighbours(List<Position> positions, int enough) {
        this.positions = positions;
        this.enough = enough;
        this.tree = Tree.of(positions, IntStream.range(0, positions.size()).toArray());
    }

    @Override
    public void search(Integer point, double radius, List<Neighbor<Integer, Integer>> found) {
        Query query = new Query(positions.get(point).toArray(), radius, enough, found);
        tree.collect(query);
        if (query.hasEnough()) {
            tree.tell(query);
        }
    }
}
