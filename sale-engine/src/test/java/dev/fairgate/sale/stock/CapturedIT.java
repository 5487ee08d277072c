package dev.fairgate.sale.stock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.fixture.Lamps;
import dev.fairgate.sale.sale.Sales;
import org.junit.jupiter.api.Test;

/// Money that was captured is never lost: it pays the order, gets the units back, or is due back.
class CapturedIT extends StockScene {

    @Test
    void paysAHoldOnce() {
        sell(10, 5);
        Order order = sold(commit(2));

        assertThat(captured(order, "p1")).isEqualTo(OrderStatus.PAID);
        assertThat(captured(order, "p1")).isEqualTo(OrderStatus.PAID);
        assertThat(row(order)[PAYMENT]).isEqualTo("p1");
        assertUnits(8, 0, 2);
    }

    @Test
    void refusesASecondPaymentOfWhatIsPaid() {
        sell(10, 5);
        Order order = sold(commit(1));
        captured(order, "p1");

        assertThat(run(stock.captured(order.id(), account, "p2")))
                .isInstanceOf(Settlement.Refused.class);
        assertThat(row(order)[PAYMENT]).isEqualTo("p1");
        assertUnits(9, 0, 1);
    }

    @Test
    void paysAHoldThatIsOverAndNotYetLapsed() {
        sell(1, 1);
        Order order = sold(commit(1));
        expire(order);

        assertThat(captured(order, "p1")).isEqualTo(OrderStatus.PAID);
        assertUnits(0, 0, 1);
    }

    @Test
    void takesTheUnitsOfALapsedHoldAgainWhereTheyAreLeft() {
        sell(10, 5);
        Order order = lapsed(2);

        assertThat(captured(order, "p1")).isEqualTo(OrderStatus.PAID);
        assertUnits(8, 0, 2);
        assertThat(captured(order, "p1")).isEqualTo(OrderStatus.PAID);
        assertUnits(8, 0, 2);
    }

    @Test
    void owesTheMoneyBackWhenTheUnitsAreSomebodyElses() {
        sell(2, 2);
        Order order = lapsed(2);
        run(stock.commit(any()));

        assertThat(captured(order, "p1")).isEqualTo(OrderStatus.REFUND_DUE);
        assertThat(captured(order, "p1")).isEqualTo(OrderStatus.REFUND_DUE);
        assertThat(row(order)[PAYMENT]).isEqualTo("p1");
        assertUnits(1, 1, 0);
    }

    @Test
    void owesTheMoneyBackWhenTheBuyerHasWhatOneMayHave() {
        sell(10, 1);
        Order order = lapsed(1);
        sold(commit(1));

        assertThat(captured(order, "p1")).isEqualTo(OrderStatus.REFUND_DUE);
        assertUnits(9, 1, 0);
    }

    @Test
    void owesTheMoneyBackWhenTheBuyerCancelled() {
        sell(10, 5);
        Order order = sold(commit(1));
        run(stock.release(order.id(), account, OrderStatus.CANCELLED));

        assertThat(captured(order, "p1")).isEqualTo(OrderStatus.REFUND_DUE);
        assertUnits(10, 0, 0);
        assertThat(refused(order, OrderStatus.CANCELLED)).isEqualTo(OrderStatus.REFUND_DUE);
        assertUnits(10, 0, 0);
    }

    @Test
    void takesUnitsAgainAlsoWhenTheSaleHasShrunkToWhatIsLeft() {
        sell(10, 5);
        Order order = lapsed(1);
        Sales sales = engine.bean(Sales.class);
        run(
                sales.replace(
                        sale,
                        Lamps.terms(clock.instant(), 1, 5),
                        run(sales.find(sale)).revision()));

        assertThat(captured(order, "p1")).isEqualTo(OrderStatus.PAID);
        assertUnits(0, 0, 1);
    }

    @Test
    void knowsNoOrderOfAnybodyElse() {
        sell(10, 5);
        Order order = sold(commit(1));

        assertThat(run(stock.captured(order.id(), "mallory", "p1")))
                .isInstanceOf(Settlement.Missing.class);
        assertUnits(9, 1, 0);
    }

    private Order lapsed(int quantity) {
        Order order = sold(commit(quantity));
        expire(order);
        settled(order, OrderStatus.LAPSED);
        return order;
    }

    private OrderStatus captured(Order order, String payment) {
        return ((Settlement.Done) run(stock.captured(order.id(), account, payment)))
                .order()
                .status();
    }
}
