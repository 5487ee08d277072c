package dev.fairgate.proof.check;

import dev.fairgate.proof.history.Answer;
import dev.fairgate.proof.history.Entry;
import dev.fairgate.proof.history.Event;
import dev.fairgate.proof.history.History;
import dev.fairgate.proof.history.Operation;
import dev.fairgate.proof.history.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Each order alone: it is kept, as it was told, and its life goes forward.
final class OrderRules {

    private final History history;
    private final Verdicts verdicts;
    private final Map<String, Entry> ledger;
    private final Map<String, Entry> rows;

    OrderRules(History history, Verdicts verdicts) {
        this.history = history;
        this.verdicts = verdicts;
        this.ledger = byOrder(history.books().orders());
        this.rows = byOrder(history.books().rows());
    }

    void check() {
        history.operations().forEach(this::kept);
        ledger.values().forEach(it -> sameIn("PostgreSQL", it, rows.get(it.order())));
        rows.values().forEach(it -> sameIn("the ledger", it, ledger.get(it.order())));
        seenForward();
        eventsForward();
    }

    private Map<String, Entry> byOrder(List<Entry> entries) {
        Map<String, Entry> byOrder = new HashMap<>();
        for (Entry entry : entries) {
            Entry other = byOrder.put(entry.order(), entry);
            verdicts.requireThat(
                    other == null, Invariant.NO_DUPLICATE, "one store has ", entry, " and ", other);
        }
        return byOrder;
    }

    private void kept(Operation operation) {
        for (Answer.Order told : Sight.of(operation)) {
            lost(operation, told, "the ledger", ledger.get(told.id()));
            lost(operation, told, "PostgreSQL", rows.get(told.id()));
        }
    }

    private void lost(Operation operation, Answer.Order told, String store, @Nullable Entry kept) {
        List<Integer> shown = List.of(operation.id());
        if (kept == null) {
            verdicts.add(
                    Invariant.NO_LOST_ORDER,
                    shown,
                    operation.account(),
                    " was told of ",
                    told,
                    ", which is not in ",
                    store);
        } else if (!kept.account().equals(operation.account())
                || kept.quantity() != told.quantity()) {
            verdicts.add(
                    Invariant.NO_LOST_ORDER,
                    shown,
                    operation.account(),
                    " was told of ",
                    told,
                    ", but ",
                    store,
                    " has ",
                    kept);
        } else if (!told.status().canBecome(kept.status())) {
            verdicts.add(
                    Invariant.LIFE_GOES_FORWARD,
                    shown,
                    operation.account(),
                    " was told of ",
                    told,
                    ", but in the end ",
                    store,
                    " has ",
                    kept);
        }
    }

    private void sameIn(String store, Entry entry, @Nullable Entry other) {
        boolean same =
                other != null
                        && other.account().equals(entry.account())
                        && other.quantity() == entry.quantity()
                        && other.status() == entry.status();
        verdicts.requireThat(same, Invariant.NO_LOST_ORDER, entry, " is ", other, " in ", store);
    }

    /// What one client knew when another began to ask cannot be undone for the other.
    private void seenForward() {
        Map<String, List<Seen>> seen = new HashMap<>();
        for (Operation operation : history.operations()) {
            for (Answer.Order order : Sight.of(operation)) {
                seen.computeIfAbsent(order.id(), _ -> new ArrayList<>())
                        .add(new Seen(operation, order.status()));
            }
        }
        seen.forEach(this::forward);
    }

    private record Seen(Operation operation, Status status) {}

    private void forward(String order, List<Seen> sights) {
        for (Seen first : sights) {
            for (Seen then : sights) {
                if (first.operation().end() < then.operation().begin()
                        && !first.status().canBecome(then.status())) {
                    verdicts.add(
                            Invariant.LIFE_GOES_FORWARD,
                            List.of(first.operation().id(), then.operation().id()),
                            order,
                            " was ",
                            first.status(),
                            " and then ",
                            then.status());
                }
            }
        }
    }

    private void eventsForward() {
        Map<String, Status> stands = new HashMap<>();
        for (Event event : Timeline.inOrder(history.events())) {
            if (event.isOfSale()) {
                continue;
            }
            Status before = stands.put(event.order(), event.status());
            boolean forward =
                    before == null
                            || (before != event.status() && before.canBecome(event.status()));
            verdicts.requireThat(
                    forward, Invariant.LIFE_GOES_FORWARD, "from ", before, " to ", event);
        }
    }
}
