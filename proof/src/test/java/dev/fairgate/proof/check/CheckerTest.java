package dev.fairgate.proof.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.proof.history.Answer;
import dev.fairgate.proof.history.Counters;
import dev.fairgate.proof.history.Entry;
import dev.fairgate.proof.history.Event;
import dev.fairgate.proof.history.Request;
import dev.fairgate.proof.history.Snapshot;
import dev.fairgate.proof.history.Status;
import org.junit.jupiter.api.Test;

class CheckerTest {

    private final Told told = Told.well();

    @Test
    void findsNothingInAHistoryThatWentWell() {
        assertThat(told.broken()).isEmpty();
    }

    @Test
    void findsUnitsSoldTwice() {
        told.snapshots.add(new Snapshot(1, new Counters(2, -1, 2, 1)));
        assertThat(told.broken()).containsExactly(Invariant.NO_OVERSELL);
    }

    @Test
    void findsMoreOrdersThanUnits() {
        told.buys("dan", "d1", 7, 8, new Answer.Order("3", 1, Status.HELD));
        told.both(new Entry("3", "dan", 1, Status.HELD, "d1"));
        assertThat(told.broken()).contains(Invariant.NO_OVERSELL);
    }

    @Test
    void findsAReadThatDoesNotAddUp() {
        told.snapshots.add(new Snapshot(1, new Counters(2, 0, 1, 0)));
        assertThat(told.broken()).containsExactly(Invariant.CONSERVATION);
    }

    @Test
    void findsCountersThatOrdersDoNotExplain() {
        told.ledger = new Counters(3, 0, 0, 3);
        assertThat(told.broken()).containsExactly(Invariant.CONSERVATION);
    }

    @Test
    void findsAnEventThatMovedTheStockWrongly() {
        told.event(5, "9", Status.HELD, 3, 10);
        assertThat(told.broken()).contains(Invariant.CONSERVATION);
    }

    @Test
    void findsAPromisedOrderThatIsInNeitherStore() {
        told.orders.removeIf(it -> it.order().equals("2"));
        told.rows.removeIf(it -> it.order().equals("2"));
        told.ledger = new Counters(1, 0, 0, 1);
        assertThat(told.broken()).containsExactly(Invariant.NO_LOST_ORDER);
    }

    @Test
    void findsAnOrderThatNeverBecameARow() {
        told.rows.removeIf(it -> it.order().equals("2"));
        assertThat(told.broken()).contains(Invariant.NO_LOST_ORDER);
    }

    @Test
    void findsARowThatLagsBehind() {
        told.rows.set(0, new Entry("1", "ann", 1, Status.HELD, "a1"));
        assertThat(told.broken()).contains(Invariant.NO_LOST_ORDER);
    }

    @Test
    void findsTwoOrdersOfOneIntention() {
        told.buys("ann", "a1", 5, 6, new Answer.Order("3", 1, Status.HELD));
        assertThat(told.broken()).contains(Invariant.NO_DUPLICATE);
    }

    @Test
    void findsOneOrderToldToTwoIntentions() {
        told.buys("ann", "a2", 5, 6, new Answer.Order("1", 1, Status.HELD));
        assertThat(told.broken()).contains(Invariant.NO_DUPLICATE);
    }

    @Test
    void findsAnAccountAboveItsLimit() {
        told.buys("ann", "a2", 5, 6, new Answer.Order("3", 1, Status.HELD));
        told.both(new Entry("3", "ann", 1, Status.PAID, "a2"));
        told.ledger = new Counters(3, 0, 0, 3);
        told.snapshots.clear();
        assertThat(told.broken()).containsExactly(Invariant.NO_DUPLICATE);
    }

    @Test
    void findsAnAccountThatWasAboveItsLimitForAMoment() {
        told.buys("ann", "a2", 9, 10, new Answer.Order("3", 1, Status.HELD));
        told.both(new Entry("3", "ann", 1, Status.CANCELLED, "a2"));
        told.events.add(Event.ofSale(5, 1, 9 * Told.SECOND)); // one unit more, for a while
        told.event(6, "3", Status.HELD, 0, 10);
        told.event(7, "3", Status.CANCELLED, 1, 11);
        told.events.add(Event.ofSale(8, 0, 12 * Told.SECOND));
        assertThat(told.broken()).containsExactly(Invariant.NO_DUPLICATE);
    }

    @Test
    void findsAnOrderThatNobodyAskedFor() {
        told.both(new Entry("3", "cid", 1, Status.LAPSED, ""));
        assertThat(told.broken()).containsExactly(Invariant.NO_ORDER_FROM_NOTHING);
    }

    @Test
    void takesAnOrderOfOneWhoNeverHeardForHis() {
        told.buys("dan", "d1", 1, 2, new Answer.Unknown());
        told.buys("dan", "d1", 3, 4, new Answer.Order("3", 1, Status.HELD));
        told.both(new Entry("3", "dan", 1, Status.LAPSED, ""));
        assertThat(told.broken()).isEmpty();
    }

    @Test
    void findsUnitsThatNobodyCanBuy() {
        told.ledger = new Counters(3, 1, 0, 2);
        assertThat(told.broken()).containsExactly(Invariant.NO_UNDERSELL);
    }

    @Test
    void findsAHoldThatNeverEnds() {
        told.buys("dan", "d1", 9, 10, new Answer.Order("3", 1, Status.HELD));
        told.both(new Entry("3", "dan", 1, Status.HELD, "d1"));
        told.ledger = new Counters(3, 0, 1, 2);
        assertThat(told.broken()).containsExactly(Invariant.NO_UNDERSELL);
    }

    @Test
    void findsARefusalWhileUnitsWereLeft() {
        Told told = new Told();
        told.buys("ann", "a1", 1, 2, new Answer.Order("1", 1, Status.HELD));
        told.pays("ann", "1", 3, 4, new Answer.Order("1", 1, Status.PAID));
        told.buys("dan", "d1", 10, 10, new Answer.Refused(Answer.Refused.SOLD_OUT));
        told.buys("bob", "b1", 20, 21, new Answer.Order("2", 1, Status.HELD));
        told.pays("bob", "2", 22, 23, new Answer.Order("2", 1, Status.PAID));
        told.event(1, "1", Status.HELD, 1, 2);
        told.event(2, "1", Status.PAID, 1, 4);
        told.event(3, "2", Status.HELD, 0, 21);
        told.event(4, "2", Status.PAID, 0, 23);
        told.both(new Entry("1", "ann", 1, Status.PAID, "a1"));
        told.both(new Entry("2", "bob", 1, Status.PAID, "b1"));
        assertThat(told.broken()).containsExactly(Invariant.NO_UNDERSELL);
    }

    @Test
    void findsOneWhoIsNeverTold() {
        told.buys("dan", "d1", 1, 2, new Answer.Unknown());
        told.buys("dan", "d1", 33, 34, new Answer.Refused(Answer.Refused.SOLD_OUT));
        assertThat(told.broken()).containsExactly(Invariant.UNKNOWN_IS_SETTLED);
    }

    @Test
    void findsAnOrderThatAppearsAfterTheRefusal() {
        told.buys("dan", "d1", 1, 2, new Answer.Unknown());
        told.buys("dan", "d1", 8, 9, new Answer.Refused(Answer.Refused.SOLD_OUT));
        told.both(new Entry("3", "dan", 1, Status.LAPSED, "d1"));
        assertThat(told.broken()).containsExactly(Invariant.UNKNOWN_IS_SETTLED);
    }

    @Test
    void findsAPaidOrderThatLapses() {
        told.does("ann", new Request.Cancel("1"), 5, 6, new Answer.Order("1", 1, Status.LAPSED));
        assertThat(told.broken()).containsExactly(Invariant.LIFE_GOES_FORWARD);
    }

    @Test
    void findsAnEventThatGoesBack() {
        told.event(5, "1", Status.LAPSED, 1, 10);
        assertThat(told.broken()).contains(Invariant.LIFE_GOES_FORWARD);
    }

    @Test
    void findsAChangeNumberedBeforeOneThatWasSeenBeforeItWasAskedFor() {
        told.buys("dan", "d1", 9, 10, new Answer.Order("3", 1, Status.HELD));
        told.both(new Entry("3", "dan", 1, Status.LAPSED, "d1"));
        told.event(0, "3", Status.HELD, 2, 10);
        assertThat(told.broken()).contains(Invariant.LINEARIZABLE);
    }

    @Test
    void findsAStockThatNeverWas() {
        told.does("ann", new Request.Stock(), 4, 4, new Answer.Left(2));
        assertThat(told.broken()).containsExactly(Invariant.LINEARIZABLE);
    }
}
