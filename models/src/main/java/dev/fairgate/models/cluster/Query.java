package dev.fairgate.models.cluster;

import java.util.List;
import smile.neighbor.Neighbor;

/// What is looked for in a [Tree], and what was found so far.
final class Query {

    private final float[] place;
    private final float limit;
    private final int enough;
    private final List<Neighbor<Integer, Integer>> found;

    /// @param found takes what is found
    Query(float[] place, double radius, int enough, List<Neighbor<Integer, Integer>> found) {
        this.place = place;
        this.limit = (float) (radius * radius);
        this.enough = enough;
        this.found = found;
    }

    float[] place() {
        return place;
    }

    /// The square of the radius.
    float limit() {
        return limit;
    }

    boolean hasEnough() {
        return found.size() >= enough;
    }

    /// DBSCAN does not ask how far it is.
    void add(int point) {
        found.add(new Neighbor<>(point, point, point, Double.NaN));
    }
}
