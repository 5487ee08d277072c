package dev.fairgate.proof.check;

import dev.fairgate.proof.history.Answer;
import dev.fairgate.proof.history.Event;
import dev.fairgate.proof.history.Operation;
import dev.fairgate.proof.history.Request;
import dev.fairgate.proof.history.Status;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The ledger's changes in the ledger's order, each with the time within which it must have
/// happened: not before anybody asked for it, not after anybody had seen it.
final class Timeline {

    private static final long EVER = Long.MAX_VALUE;

    private final List<Event> events;
    private final long[] earliest;
    private final long[] latest;

    Timeline(List<Event> unordered, List<Operation> operations) {
        this.events = inOrder(unordered);
        this.earliest = new long[events.size()];
        this.latest = new long[events.size()];
        Map<String, Long> asked = asked(operations);
        Map<String, Long> known = known(operations);
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            String change = change(event.order(), event.status());
            earliest[i] = asked.getOrDefault(change, 0L);
            latest[i] = Math.min(event.seen(), known.getOrDefault(change, EVER));
        }
    }

    static List<Event> inOrder(List<Event> events) {
        return events.stream().sorted(Comparator.comparingLong(Event::stockSeq)).toList();
    }

    List<Event> events() {
        return events;
    }

    /// Not before this, by the event alone.
    long earliest(int i) {
        return earliest[i];
    }

    /// Not after this, by the event alone.
    long latest(int i) {
        return latest[i];
    }

    /// For each change that a client can cause: when the first that could have caused it asked.
    private static Map<String, Long> asked(List<Operation> operations) {
        Map<String, String> bought = new HashMap<>();
        for (Operation it : operations) {
            if (it.request() instanceof Request.Buy buy
                    && it.answer() instanceof Answer.Order order) {
                bought.put(buy.key(), order.id());
            }
        }
        Map<String, Long> asked = new HashMap<>();
        for (Operation it : operations) {
            switch (it.request()) {
                case Request.Buy buy -> {
                    String order = bought.get(buy.key());
                    if (order != null) {
                        asked.merge(change(order, Status.HELD), it.begin(), Math::min);
                    }
                }
                case Request.Pay pay -> {
                    asked.merge(change(pay.order(), Status.PAID), it.begin(), Math::min);
                    asked.merge(change(pay.order(), Status.REFUND_DUE), it.begin(), Math::min);
                }
                case Request.Cancel cancel ->
                        asked.merge(
                                change(cancel.order(), Status.CANCELLED), it.begin(), Math::min);
                case Request.Look _, Request.Stock _ -> {}
            }
        }
        return asked;
    }

    private static Map<String, Long> known(List<Operation> operations) {
        Map<String, Long> known = new HashMap<>();
        for (Operation it : operations) {
            for (Answer.Order order : Sight.of(it)) {
                known.merge(change(order.id(), order.status()), it.end(), Math::min);
                known.merge(change(order.id(), Status.HELD), it.end(), Math::min);
            }
        }
        return known;
    }

    private static String change(String order, Status status) {
        return order + ' ' + status;
    }
}
