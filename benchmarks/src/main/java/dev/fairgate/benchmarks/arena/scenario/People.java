package dev.fairgate.benchmarks.arena.scenario;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The people who come.
///
/// @param count how many, each wanting one unit
/// @param slices kinds of people and their share, as weights
/// @param hands how their hands are made
/// @param traces folder of recorded traces, where they are used
public record People(int count, Map<Slice, Integer> slices, Hands hands, @Nullable String traces) {

    /// Takes a copy; at least one weight is above nought.
    public People {
        slices = Map.copyOf(slices);
        if (slices.values().stream().mapToInt(Integer::intValue).sum() < 1) {
            throw new IllegalArgumentException("slices: at least one must be above 0");
        }
    }

    People with(Hands otherHands) {
        return new People(count, slices, otherHands, traces);
    }

    /// How many people of each kind: shares rounded down, the rest to whoever lost most by that.
    public Map<Slice, Integer> counts() {
        long weights = slices.values().stream().mapToLong(Integer::longValue).sum();
        Map<Slice, Integer> counts = new EnumMap<>(Slice.class);
        slices.forEach(
                (slice, weight) -> counts.put(slice, (int) (count * (long) weight / weights)));
        int left = count - counts.values().stream().mapToInt(Integer::intValue).sum();
        slices.entrySet().stream()
                .sorted(
                        (a, b) ->
                                Long.compare(
                                        count * (long) b.getValue() % weights,
                                        count * (long) a.getValue() % weights))
                .limit(left)
                .forEach(entry -> counts.merge(entry.getKey(), 1, Integer::sum));
        return counts;
    }
}
