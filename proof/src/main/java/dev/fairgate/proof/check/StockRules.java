package dev.fairgate.proof.check;

import dev.fairgate.proof.history.Books;
import dev.fairgate.proof.history.Counters;
import dev.fairgate.proof.history.Entry;
import dev.fairgate.proof.history.Event;
import dev.fairgate.proof.history.History;
import dev.fairgate.proof.history.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The sums: what is there, what is held, what is sold.
final class StockRules {

    private final History history;
    private final Verdicts verdicts;

    StockRules(History history, Verdicts verdicts) {
        this.history = history;
        this.verdicts = verdicts;
    }

    void check() {
        history.snapshots().forEach(it -> balanced("at " + it.at() + " ns", it.counters()));
        Books books = history.books();
        balanced("in the end", books.ledger());
        addsUp("the ledger", books.orders(), books.ledger());
        addsUp("PostgreSQL", books.rows(), books.ledger());
        verdicts.requireThat(
                books.ledger().available() == 0,
                Invariant.NO_UNDERSELL,
                books.ledger().available(),
                " units are left although buyers asked until they were refused");
        verdicts.requireThat(
                books.ledger().held() == 0,
                Invariant.NO_UNDERSELL,
                books.ledger().held(),
                " units are still held although every hold should be over");
        eventsAddUp();
    }

    private void balanced(String when, Counters it) {
        verdicts.requireThat(
                it.available() >= 0 && it.held() + it.sold() <= it.allocation(),
                Invariant.NO_OVERSELL,
                when,
                ": ",
                it);
        verdicts.requireThat(
                it.allocation() == it.available() + it.held() + it.sold(),
                Invariant.CONSERVATION,
                when,
                ": ",
                it);
    }

    private void addsUp(String store, List<Entry> entries, Counters counters) {
        long held = units(entries, Status.HELD);
        long paid = units(entries, Status.PAID);
        verdicts.requireThat(
                held + paid <= counters.allocation(),
                Invariant.NO_OVERSELL,
                "orders of ",
                store,
                " have ",
                held + paid,
                " units of ",
                counters.allocation());
        verdicts.requireThat(
                held == counters.held() && paid == counters.sold(),
                Invariant.CONSERVATION,
                "orders of ",
                store,
                " have ",
                held,
                " units held and ",
                paid,
                " paid, but the counters are ",
                counters);
    }

    private static long units(List<Entry> entries, Status status) {
        return entries.stream()
                .filter(it -> it.status() == status)
                .mapToLong(Entry::quantity)
                .sum();
    }

    /// From one event to the next the stock moves by what the order did. Across a gap nothing can
    /// be said.
    private void eventsAddUp() {
        Map<String, Status> stands = new HashMap<>();
        Event last = null;
        for (Event event : Timeline.inOrder(history.events())) {
            verdicts.requireThat(
                    event.available() >= 0, Invariant.NO_OVERSELL, "after event ", event);
            boolean follows = last != null && last.stockSeq() + 1 == event.stockSeq();
            if (!follows) {
                stands.clear();
            }
            Status before = event.isOfSale() ? null : stands.put(event.order(), event.status());
            boolean known = event.status() == Status.HELD || before != null;
            if (last != null && follows && known && !event.isOfSale()) {
                long moved = event.available() - last.available();
                long due = event.quantity() * (units(before) - units(event.status()));
                verdicts.requireThat(
                        moved == due,
                        Invariant.CONSERVATION,
                        "the stock moved by ",
                        moved,
                        " instead of ",
                        due,
                        " with ",
                        event);
            }
            last = event;
        }
    }

    private static long units(@Nullable Status status) {
        return status != null && status.hasUnits() ? 1 : 0;
    }
}
