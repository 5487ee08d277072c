package dev.fairgate.models.cluster;

import java.util.Comparator;
import java.util.List;

/// A cluster that has no id yet.
record Group(int size, Position centre, double spread, long sinceMs) {

    static final Comparator<Group> LARGEST_FIRST =
            Comparator.comparingInt(Group::size).reversed().thenComparing(Group::centre);

    /// @param members at least one, in an order that does not change
    static Group of(List<Sighting> members) {
        Position centre = centre(members);
        double squares = 0;
        long since = Long.MAX_VALUE;
        for (Sighting member : members) {
            squares += member.position().squaredDistance(centre);
            since = Math.min(since, member.atMs());
        }
        return new Group(members.size(), centre, Math.sqrt(squares / members.size()), since);
    }

    private static Position centre(List<Sighting> members) {
        float[] centre = new float[members.getFirst().position().dimensions()];
        for (int i = 0; i < centre.length; i++) {
            double sum = 0;
            for (Sighting member : members) {
                sum += member.position().get(i);
            }
            centre[i] = (float) (sum / members.size());
        }
        return Position.of(centre);
    }
}
