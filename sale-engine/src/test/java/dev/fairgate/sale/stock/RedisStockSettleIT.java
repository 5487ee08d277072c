package dev.fairgate.sale.stock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.stock.CommitResult.NotOnSale.Reason;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Every branch of `settle_v1`, and what it means for the limit, against a real server; after each
/// the units add up.
class RedisStockSettleIT extends StockScene {

    @Test
    void countsHeldAndPaidTowardsTheLimit() {
        sell(10, 2);
        Order held = sold(commit(1));
        Order paid = sold(commit(1));
        run(stock.captured(paid.id(), account, "p"));

        assertThat(run(stock.commit(commit(1))))
                .isInstanceOfSatisfying(
                        CommitResult.LimitReached.class,
                        it -> assertThat(it.orders()).containsExactly(paid.id(), held.id()));
        assertUnits(8, 1, 1);
    }

    @Test
    void freesTheLimitByCancelling() {
        sell(10, 1);
        Order order = sold(commit(1));

        run(stock.release(order.id(), account, OrderStatus.CANCELLED));

        assertUnits(10, 0, 0);
        assertThat(run(stock.commit(commit(1)))).isInstanceOf(CommitResult.Sold.class);
        assertUnits(9, 1, 0);
    }

    @Test
    void doesNotFreeTheLimitByPaying() {
        sell(10, 1);
        run(stock.captured(sold(commit(1)).id(), account, "p"));

        assertThat(run(stock.commit(commit(1)))).isInstanceOf(CommitResult.LimitReached.class);
        assertUnits(9, 0, 1);
    }

    @Test
    void sellsNothingWhilePausedAndSettlesAllTheSame() {
        sell(10, 5);
        Order order = sold(commit(1));
        engine.admin().post("/api/v1/admin/sales/" + sale + "/pause").is(200);

        assertThat(reason(commit(1))).isEqualTo(Reason.PAUSED);
        assertThat(run(stock.captured(order.id(), account, "p")))
                .isInstanceOf(Settlement.Done.class);
        assertUnits(9, 0, 1);
    }

    @Test
    void paysAHoldOnceAndForGood() {
        sell(10, 5);
        Order order = sold(commit(2));

        assertThat(paid(order)).isEqualTo(OrderStatus.PAID);
        assertUnits(8, 0, 2);
        assertThat(paid(order)).isEqualTo(OrderStatus.PAID);
        assertUnits(8, 0, 2);
        assertThat(refused(order, OrderStatus.CANCELLED)).isEqualTo(OrderStatus.PAID);
        assertThat(refused(order, OrderStatus.LAPSED)).isEqualTo(OrderStatus.PAID);
        assertUnits(8, 0, 2);
    }

    @Test
    void cancelsAHoldOnceAndForGood() {
        sell(10, 5);
        Order order = sold(commit(2));

        assertThat(settled(order, OrderStatus.CANCELLED)).isEqualTo(OrderStatus.CANCELLED);
        assertThat(settled(order, OrderStatus.CANCELLED)).isEqualTo(OrderStatus.CANCELLED);
        assertThat(refused(order, OrderStatus.LAPSED)).isEqualTo(OrderStatus.CANCELLED);
        assertUnits(10, 0, 0);
    }

    @Test
    void lapsesAHoldOnlyWhenItsTimeIsOver() {
        sell(10, 5);
        Order order = sold(commit(1));

        assertThat(refused(order, OrderStatus.LAPSED)).isEqualTo(OrderStatus.HELD);
        assertUnits(9, 1, 0);
        expire(order);

        assertThat(settled(order, OrderStatus.LAPSED)).isEqualTo(OrderStatus.LAPSED);
        assertUnits(10, 0, 0);
    }

    @Test
    void takesNoCancellationWhenTheTimeIsOver() {
        sell(10, 5);
        Order order = sold(commit(1));
        expire(order);

        assertThat(refused(order, OrderStatus.CANCELLED)).isEqualTo(OrderStatus.LAPSED);
        assertUnits(10, 0, 0);
        assertThat(run(stock.commit(commit(5)))).isInstanceOf(CommitResult.Sold.class);
    }

    @Test
    void settlesNobodyElsesOrder() {
        sell(10, 5);
        Order order = sold(commit(1));

        assertThat(run(stock.release(order.id(), "mallory", OrderStatus.CANCELLED)))
                .isInstanceOf(Settlement.Missing.class);
        assertThat(run(stock.captured(commit(1).order(), account, "p")))
                .isInstanceOf(Settlement.Missing.class);
        assertUnits(9, 1, 0);
    }

    @Test
    void writesAnEventForEveryChangeInTheOrderOfTheStock() {
        sell(10, 5);
        Order order = sold(commit(1));
        run(stock.commit(commit(6)));
        run(stock.captured(order.id(), account, "p"));
        run(stock.captured(order.id(), account, "p"));

        assertThat(events())
                .extracting(event -> event.get("kind") + event.get("stockSeq"))
                .containsExactly("held2", "paid3");
    }

    @Test
    void saysInAnEventAllThatCopyingTheOrderTakes() {
        sell(10, 5);
        Order paid = sold(commit(2));
        Order cancelled = sold(commit(1));
        Order lapsed = sold(commit(1));
        run(stock.captured(paid.id(), account, "p"));
        run(stock.release(cancelled.id(), account, OrderStatus.CANCELLED));
        expire(lapsed);
        run(stock.release(lapsed.id(), account, OrderStatus.LAPSED));

        List<Map<String, String>> events = events();
        assertThat(events.subList(0, 3).stream().map(this::copied))
                .containsExactly(paid, cancelled, lapsed);
        assertThat(events.subList(3, 6).stream().map(this::copied))
                .containsExactly(find(paid.id()), find(cancelled.id()), find(lapsed.id()));
        assertThat(events)
                .extracting(event -> event.get("available"))
                .containsExactly("8", "7", "6", "6", "7", "8");
    }

    private List<Map<String, String>> events() {
        return ledger.redis().xrange(sale.tag() + ":events", Range.unbounded()).stream()
                .map(StreamMessage::getBody)
                .filter(event -> !"sale".equals(event.get("kind")))
                .toList();
    }

    /// The order as somebody makes it who has the event alone.
    private Order copied(Map<String, String> event) {
        assertThat(event)
                .containsOnlyKeys(
                        "kind", "order", "account", "row", "key", "stockSeq", "available", "at");
        Order order =
                OrderRow.parse(field(event, "row"))
                        .order(new OrderId(sale, field(event, "order")), field(event, "account"));
        Instant at = Instant.ofEpochMilli(Long.parseLong(field(event, "at")));
        assertThat(field(event, "kind")).isEqualTo(order.status().wireName());
        assertThat(Duration.between(at, ledgerTime())).isBetween(Duration.ZERO, LIMIT);
        assertThat(at).isAfterOrEqualTo(order.createdAt());
        return order;
    }

    private static String field(Map<String, String> event, String name) {
        return Objects.requireNonNull(event.get(name), name);
    }
}
