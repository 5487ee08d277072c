package dev.fairgate.proof.check;

import dev.fairgate.proof.history.Answer;
import dev.fairgate.proof.history.Event;
import dev.fairgate.proof.history.History;
import dev.fairgate.proof.history.Operation;
import dev.fairgate.proof.history.Request;
import java.util.List;
import java.util.function.LongPredicate;

/// The ledger's order of changes against the clock: linearizability with the order known.
///
/// What a client could have caused at the earliest and somebody had seen at the latest bounds when
/// each change happened; the bounds must allow the ledger's order. What a client was told of the
/// stock must have been so at some moment that the bounds allow, or shortly before: figures may be
/// [#STALE_NANOS] old, and a node that cannot read the ledger may take a sale for sold out for
/// [#SOLD_OUT_NANOS] after a unit came back.
final class TimeRules {

    static final long STALE_NANOS = 1_000_000_000L;
    static final long SOLD_OUT_NANOS = 2_000_000_000L;

    private final History history;
    private final Verdicts verdicts;
    private final Timeline timeline;

    /// Not before this, by the event and all before it.
    private final long[] from;

    /// Not after this, by the event and all after it.
    private final long[] until;

    TimeRules(History history, Verdicts verdicts) {
        this.history = history;
        this.verdicts = verdicts;
        this.timeline = new Timeline(history.events(), history.operations());
        int size = timeline.events().size();
        this.from = new long[size];
        this.until = new long[size];
        for (int i = 0; i < size; i++) {
            from[i] = Math.max(i == 0 ? 0 : from[i - 1], timeline.earliest(i));
        }
        for (int i = size - 1; i >= 0; i--) {
            until[i] = Math.min(i == size - 1 ? Long.MAX_VALUE : until[i + 1], timeline.latest(i));
        }
    }

    void check() {
        List<Event> events = timeline.events();
        for (int i = 0; i < events.size(); i++) {
            verdicts.requireThat(
                    timeline.earliest(i) <= until[i],
                    Invariant.LINEARIZABLE,
                    events.get(i),
                    " was asked for at ",
                    timeline.earliest(i),
                    " ns, after a later change had been seen at ",
                    until[i],
                    " ns");
            verdicts.requireThat(
                    i == 0 || events.get(i - 1).stockSeq() < events.get(i).stockSeq(),
                    Invariant.LINEARIZABLE,
                    "two changes have the number of ",
                    events.get(i));
        }
        history.operations().forEach(this::toldTheTruth);
    }

    private void toldTheTruth(Operation it) {
        if (it.request() instanceof Request.Buy buy
                && it.answer() instanceof Answer.Refused(String reason)
                && reason.equals(Answer.Refused.SOLD_OUT)) {
            couldBe(it, SOLD_OUT_NANOS, Invariant.NO_UNDERSELL, left -> left < buy.quantity());
        }
        if (it.answer() instanceof Answer.Left left) {
            couldBe(it, STALE_NANOS, Invariant.LINEARIZABLE, units -> units == left.available());
        }
    }

    /// Whether some state that was current within the operation, as far as is known, is as told.
    private void couldBe(Operation it, long stale, Invariant invariant, LongPredicate asTold) {
        List<Event> events = timeline.events();
        long begin = it.begin() - stale;
        if (events.isEmpty() || until[0] >= begin) {
            return; // perhaps before the first change: nobody knows
        }
        for (int i = 0; i < events.size() && from[i] <= it.end(); i++) {
            boolean last = i + 1 == events.size();
            if (!last && until[i + 1] < begin) {
                continue;
            }
            boolean gap = last || events.get(i + 1).stockSeq() != events.get(i).stockSeq() + 1;
            if (gap || asTold.test(events.get(i).available())) {
                return; // so it was, or nobody knows
            }
        }
        verdicts.add(
                invariant,
                List.of(it.id()),
                it.account(),
                " was told ",
                it.answer(),
                ", which was at no moment so");
    }
}
