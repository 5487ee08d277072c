package dev.fairgate.proof.check;

import dev.fairgate.proof.history.Answer;
import dev.fairgate.proof.history.Books;
import dev.fairgate.proof.history.Counters;
import dev.fairgate.proof.history.Entry;
import dev.fairgate.proof.history.Event;
import dev.fairgate.proof.history.History;
import dev.fairgate.proof.history.Operation;
import dev.fairgate.proof.history.Request;
import dev.fairgate.proof.history.Snapshot;
import dev.fairgate.proof.history.Status;
import java.util.ArrayList;
import java.util.List;

/// A small history being told: two units, `ann` and `bob` buy one each, `cid` is refused. Times
/// in seconds.
final class Told {

    static final long SECOND = 1_000_000_000L;

    final List<Operation> operations = new ArrayList<>();
    final List<Event> events = new ArrayList<>();
    final List<Snapshot> snapshots = new ArrayList<>();
    final List<Entry> orders = new ArrayList<>();
    final List<Entry> rows = new ArrayList<>();
    Counters ledger = new Counters(2, 0, 0, 2);

    static Told well() {
        Told told = new Told();
        told.buys("ann", "a1", 1, 2, new Answer.Order("1", 1, Status.HELD));
        told.pays("ann", "1", 3, 4, new Answer.Order("1", 1, Status.PAID));
        told.buys("bob", "b1", 5, 6, new Answer.Order("2", 1, Status.HELD));
        told.pays("bob", "2", 6, 7, new Answer.Order("2", 1, Status.PAID));
        told.buys("cid", "c1", 7, 8, new Answer.Refused(Answer.Refused.SOLD_OUT));
        told.event(1, "1", Status.HELD, 1, 2);
        told.event(2, "1", Status.PAID, 1, 4);
        told.event(3, "2", Status.HELD, 0, 6);
        told.event(4, "2", Status.PAID, 0, 7);
        told.both(new Entry("1", "ann", 1, Status.PAID, "a1"));
        told.both(new Entry("2", "bob", 1, Status.PAID, "b1"));
        told.snapshots.add(new Snapshot(9 * SECOND, new Counters(2, 0, 0, 2)));
        return told;
    }

    void buys(String account, String key, int begin, int end, Answer answer) {
        does(account, new Request.Buy(key, 1), begin, end, answer);
    }

    void pays(String account, String order, int begin, int end, Answer answer) {
        does(account, new Request.Pay(order, "p" + order), begin, end, answer);
    }

    void does(String account, Request request, int begin, int end, Answer answer) {
        operations.add(
                new Operation(
                        operations.size(), account, request, begin * SECOND, end * SECOND, answer));
    }

    void event(long stockSeq, String order, Status status, long available, int seen) {
        events.add(new Event(stockSeq, order, 1, status, available, seen * SECOND));
    }

    void both(Entry entry) {
        orders.add(entry);
        rows.add(entry);
    }

    /// What the checker finds.
    List<Invariant> broken() {
        Books books = new Books(ledger, orders, rows);
        return Checker.check(new History(7, 1, operations, snapshots, events, List.of(), books))
                .stream()
                .map(Violation::invariant)
                .distinct()
                .toList();
    }
}
