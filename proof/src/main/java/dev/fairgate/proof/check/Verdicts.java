package dev.fairgate.proof.check;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Collects what is wrong.
final class Verdicts {

    /// Past these a history is so broken that more of the same says nothing.
    private static final int MOST = 200;

    private final List<Violation> all = new ArrayList<>();

    /// @param told the parts of a sentence
    void add(Invariant invariant, List<Integer> operations, @Nullable Object... told) {
        if (all.size() < MOST) {
            String what = Stream.of(told).map(String::valueOf).collect(Collectors.joining());
            all.add(new Violation(invariant, what, operations));
        }
    }

    void requireThat(boolean holds, Invariant invariant, @Nullable Object... told) {
        if (!holds) {
            add(invariant, List.of(), told);
        }
    }

    List<Violation> all() {
        return List.copyOf(all);
    }
}
