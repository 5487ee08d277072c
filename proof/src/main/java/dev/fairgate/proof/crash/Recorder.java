package dev.fairgate.proof.crash;

import dev.fairgate.proof.history.Answer;
import dev.fairgate.proof.history.Event;
import dev.fairgate.proof.history.Fault;
import dev.fairgate.proof.history.Operation;
import dev.fairgate.proof.history.Request;
import dev.fairgate.proof.history.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Takes down what happens, from any thread, on one clock.
final class Recorder {

    private final long zero = System.nanoTime();
    private final List<Operation> operations = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<Snapshot> snapshots = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final List<Served> served = new ArrayList<>();

    /// A try that got a definite answer.
    ///
    /// @param node that gave it
    record Served(int node, long begin, long end) {}

    /// Nanoseconds since the history began.
    long now() {
        return System.nanoTime() - zero;
    }

    synchronized void operation(String account, Request request, long begin, Answer answer) {
        operations.add(new Operation(operations.size(), account, request, begin, now(), answer));
    }

    synchronized void event(Event event) {
        events.add(event);
    }

    synchronized void snapshot(Snapshot snapshot) {
        snapshots.add(snapshot);
    }

    synchronized void fault(Fault fault) {
        faults.add(fault);
    }

    /// Takes note of a definite answer that only the ledger could give: what a node refuses, or
    /// shows of the stock, from memory does not say that it is in service.
    synchronized void served(int node, long begin, Request request, Answer answer) {
        boolean fromMemory =
                request instanceof Request.Stock
                        || (request instanceof Request.Buy && answer instanceof Answer.Refused);
        if (!fromMemory) {
            served.add(new Served(node, begin, now()));
        }
    }

    /// By when they began.
    synchronized List<Operation> operations() {
        return operations.stream().sorted(Comparator.comparingLong(Operation::begin)).toList();
    }

    synchronized List<Event> events() {
        return List.copyOf(events);
    }

    synchronized List<Snapshot> snapshots() {
        return List.copyOf(snapshots);
    }

    synchronized List<Fault> faults() {
        return List.copyOf(faults);
    }

    synchronized List<Served> served() {
        return List.copyOf(served);
    }
}
