package dev.fairgate.risk.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/// The models of one moment: who scores whom, and who looks on.
///
/// @param sequence of the last change; 0 before there was one
/// @param champion empty: rules decide alone (RULES_ONLY)
/// @param canary scores a share of the accounts instead
/// @param shadows score beside it and decide nothing
record LineUp(
        long sequence, Optional<Served> champion, Optional<Canary> canary, List<Served> shadows) {

    /// No models.
    static final LineUp NONE = new LineUp(0, Optional.empty(), Optional.empty(), List.of());

    private static final int HUNDRED = 100;

    LineUp {
        shadows = List.copyOf(shadows);
    }

    /// A model that is tried on some.
    ///
    /// @param percent of the accounts, 1 to 99
    record Canary(Served model, int percent) {

        /// Who is among them at 10 percent still is at 20; another canary meets others.
        ///
        /// @param hash of an account
        boolean meets(long hash) {
            long mixed =
                    (hash ^ Long.rotateLeft(model.version().hashCode(), 32)) * 0x9e3779b97f4a7c15L;
            return Long.remainderUnsigned(mixed >>> 11, HUNDRED) < percent;
        }
    }

    /// The model for an account.
    ///
    /// @param hash of a name of this account, asked only if that matters
    Optional<Served> scoring(String accountId, ToLongFunction<String> hash) {
        return canary.filter(it -> it.meets(hash.applyAsLong(accountId)))
                .map(Canary::model)
                .or(() -> champion);
    }

    /// Whether anybody is compared with the champion.
    boolean hasChallengers() {
        return canary.isPresent() || !shadows.isEmpty();
    }

    /// Those that are compared with the champion.
    List<Served> challengers() {
        List<Served> challengers = new ArrayList<>(shadows);
        canary.map(Canary::model).ifPresent(challengers::add);
        return challengers;
    }
}
