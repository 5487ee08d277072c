package dev.fairgate.sale.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who holds units and does not pay waits longer each time before the next hold.
class LettingGoIT extends StockScene {

    private static final Duration HOLD = Duration.ofMinutes(5);

    @BeforeEach
    void sell() {
        sell(10, 1);
    }

    @Test
    void waitsATenthOfTheTimeThatAHoldWasKept() {
        lapseAfter(HOLD);

        assertThat(waits()).isBetween(Duration.ofSeconds(29), Duration.ofSeconds(31));
        assertUnits(10, 0, 0);
    }

    @Test
    void waitsLongerEachTime() {
        lapseAfter(HOLD);
        over(Duration.ofSeconds(31));
        lapseAfter(HOLD);
        assertThat(waits()).isBetween(Duration.ofSeconds(119), Duration.ofSeconds(121));

        over(Duration.ofSeconds(121));
        lapseAfter(HOLD);
        assertThat(waits()).isBetween(Duration.ofSeconds(269), Duration.ofSeconds(271));
    }

    @Test
    void waitsTenMinutesAtMost() {
        lapseAfter(Duration.ofDays(1));

        assertThat(waits()).isBetween(Duration.ofSeconds(599), Duration.ofMinutes(10));
    }

    @Test
    void doesNotWaitAfterCorrectingAMistakeAtOnce() {
        Order order = sold(commit(1));
        run(stock.release(order.id(), account, OrderStatus.CANCELLED));

        assertThat(run(stock.commit(commit(1)))).isInstanceOf(CommitResult.Sold.class);
    }

    @Test
    void doesNotMakeOthersWait() {
        lapseAfter(HOLD);

        assertThat(run(stock.commit(any()))).isInstanceOf(CommitResult.Sold.class);
    }

    /// Buys and does not pay, as if the hold had begun that long ago.
    private void lapseAfter(Duration kept) {
        Order order = sold(commit(1));
        String began = Long.toString(ledgerTime().minus(kept).toEpochMilli());
        rewrite(ledger, order, CREATED_AT, began);
        expire(order);
        assertThat(settled(order, OrderStatus.LAPSED)).isEqualTo(OrderStatus.LAPSED);
    }

    /// That much time goes by for what is over.
    private void over(Duration time) {
        run(stock.of(sale, account).collectList())
                .forEach(
                        order -> {
                            back(order, CREATED_AT, time);
                            back(order, CHANGED_AT, time);
                        });
    }

    private void back(Order order, int field, Duration time) {
        long then = Long.parseLong(row(order)[field]) - time.toMillis();
        rewrite(ledger, order, field, Long.toString(then));
    }

    private Duration waits() {
        return ((CommitResult.Wait) run(stock.commit(commit(1)))).time();
    }
}
