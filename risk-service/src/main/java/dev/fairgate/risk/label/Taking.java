package dev.fairgate.risk.label;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What taking some labels comes to.
///
/// @param accepted of which their source had said nothing before
/// @param changed of which their source had said the opposite
/// @param repeated that change nothing: said before, or overruled by a later word of the source
/// @param news the labels that stand from now on and did not before
/// @param standing of all, in order, what stands then
record Taking(
        int accepted, int changed, int repeated, List<Standing> news, List<Standing> standing) {

    Taking {
        news = List.copyOf(news);
        standing = List.copyOf(standing);
    }

    /// Weighs labels against what stands. Times ahead of the database's count as now: a clock that
    /// is fast must not have the last word for as long.
    ///
    /// @param before what stands of each, in the same order
    /// @param now by the database's clock
    static Taking of(List<Said> said, List<Optional<Standing>> before, String by, Instant now) {
        List<Standing> news = new ArrayList<>();
        List<Standing> standing = new ArrayList<>();
        int changed = 0;
        for (int i = 0; i < said.size(); i++) {
            Standing next = standing(said.get(i), by, now);
            Optional<Standing> old = before.get(i);
            boolean stays = old.filter(it -> staysAgainst(it, next)).isPresent();
            if (!stays) {
                news.add(next);
                changed += old.isPresent() ? 1 : 0;
            }
            standing.add(stays ? old.orElseThrow() : next);
        }
        return new Taking(
                news.size() - changed, changed, said.size() - news.size(), news, standing);
    }

    private static boolean staysAgainst(Standing old, Standing next) {
        return old.label() == next.label() || old.at().isAfter(next.at());
    }

    private static Standing standing(Said said, String by, Instant now) {
        Instant at = said.at().filter(it -> it.isBefore(now)).orElse(now);
        return new Standing(
                said.key(),
                said.label(),
                said.source(),
                at.truncatedTo(ChronoUnit.MICROS),
                by,
                now);
    }
}
