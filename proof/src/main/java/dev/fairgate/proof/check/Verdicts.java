package dev.fairgate.proof.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Collects what is wrong.
final class Verdicts {

    /// Past these a history is so broken that more of the same says nothing.
    private static final int MOST = 200;

    private final List<Violation> all = new ArrayList<>();

    void add(Invariant invariant, List<Integer> operations, String what, Object... figures) {
        if (all.size() < MOST) {
            all.add(new Violation(invariant, String.format(Locale.ROOT, what, figures), operations));
        }
    }

    void requireThat(boolean holds, Invariant invariant, String what, Object... figures) {
        if (!holds) {
            add(invariant, List.of(), what, figures);
        }
    }

    List<Violation> all() {
        return List.copyOf(all);
    }
}
