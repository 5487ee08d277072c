package dev.fairgate.proof.simulate;

import dev.fairgate.proof.history.Answer;
import dev.fairgate.proof.history.Counters;
import dev.fairgate.proof.history.Fault;
import dev.fairgate.proof.history.Operation;
import dev.fairgate.proof.history.Request;
import dev.fairgate.proof.history.Snapshot;
import dev.fairgate.proof.simulate.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Writes down what clients did and learned.
final class Recorder {

    private final VirtualTime time;
    private final List<Operation> operations = new ArrayList<>();
    private final List<Snapshot> snapshots = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private int begun;

    Recorder(VirtualTime time) {
        this.time = time;
    }

    /// An operation that has begun.
    final class Open {
        private final int id = begun++;
        private final long begin = time.nanos();
        private final String account;
        private final Request request;

        private Open(String account, Request request) {
            this.account = account;
            this.request = request;
        }

        void end(Answer answer) {
            time.note(answer.toString());
            operations.add(new Operation(id, account, request, begin, time.nanos(), answer));
        }
    }

    Open begin(String account, Request request) {
        return new Open(account, request);
    }

    void snapshot(Counters counters) {
        snapshots.add(new Snapshot(time.nanos(), counters));
    }

    void fault(String what, Duration length) {
        faults.add(new Fault(what, time.nanos(), time.nanos() + length.toNanos()));
    }

    List<Operation> operations() {
        return operations.stream().sorted(Comparator.comparingInt(Operation::id)).toList();
    }

    List<Snapshot> snapshots() {
        return snapshots;
    }

    List<Fault> faults() {
        return faults;
    }
}
