package dev.fairgate.models.evaluation;

import dev.fairgate.models.scoring.Bounds;
import dev.fairgate.models.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a model does to a part of the people: a figure over everybody hides who pays for it.
///
/// @param name what tells the part, for example `network_kind`
/// @param value of the part, for example `mobile`
/// @param challenged people of it whose score is at least the bound
/// @param blocked the same for the other bound
/// @param caught bots of it that are challenged or blocked
public record Slice(String name, String value, Wilson challenged, Wilson blocked, Wilson caught) {

    /// Parts that are told of one name, the largest first; smaller ones are left out.
    private static final int MOST = 12;

    /// Of every name by which the rows fall into more than one part.
    ///
    /// @param rows the places of the scored rows in the table
    public static List<Slice> of(Table table, int[] rows, Scored scored, Bounds bounds) {
        List<Slice> slices = new ArrayList<>();
        new TreeMap<>(table.tags())
                .forEach(
                        (name, tags) ->
                                parts(rows, tags).stream()
                                        .map(part -> slice(name, part, scored, bounds))
                                        .forEach(slices::add));
        return slices;
    }

    private static List<Map.Entry<String, int[]>> parts(int[] rows, String[] tags) {
        Map<String, List<Integer>> byValue =
                IntStream.range(0, rows.length)
                        .boxed()
                        .collect(
                                Collectors.groupingBy(
                                        (Function<Integer, String>) i -> tags[rows[i]],
                                        TreeMap::new,
                                        Collectors.toList()));
        if (byValue.size() == 1) {
            return List.of();
        }
        return byValue.entrySet().stream()
                .sorted(Comparator.comparingInt(it -> -it.getValue().size()))
                .limit(MOST)
                .map(it -> Map.entry(it.getKey(), places(it.getValue())))
                .toList();
    }

    private static int[] places(List<Integer> places) {
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    private static Slice slice(
            String name, Map.Entry<String, int[]> part, Scored scored, Bounds bounds) {
        Scored some = scored.some(part.getValue());
        return new Slice(
                name,
                part.getKey(),
                some.reached(bounds.challenge(), false),
                some.reached(bounds.block(), false),
                some.reached(bounds.challenge(), true));
    }
}
