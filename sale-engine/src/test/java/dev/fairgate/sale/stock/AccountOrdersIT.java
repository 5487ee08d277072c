package dev.fairgate.sale.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.fairgate.sale.fixture.Lamps;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/// The one hash that has all orders of an account in a sale: its bound, and what is no order in it.
class AccountOrdersIT extends StockScene {

    private static final int MOST = 100;

    @Test
    void listsOrdersNewestFirst() {
        sell(10, 5);
        List<OrderId> bought =
                IntStream.range(0, 5).mapToObj(i -> sold(commit(1)).id()).toList().reversed();

        assertThat(listed()).extracting(Order::id).containsExactlyElementsOf(bought);
        assertThat(listed().getFirst()).isEqualTo(find(bought.getFirst()));
    }

    @Test
    void keepsTheNewestHundredAndDropsTheOldestThatEnded() {
        sell(200, 100);
        Order paid = sold(commit(1));
        run(stock.captured(paid.id(), account, "p"));
        Order held = sold(commit(1));
        List<String> ended = fill(MOST - 2, clock.instant().minus(Duration.ofDays(1)));

        Order first = sold(commit(1));
        Order second = sold(commit(1));

        assertThat(listed())
                .hasSize(MOST)
                .extracting(order -> order.id().ulid())
                .isSortedAccordingTo(Comparator.reverseOrder())
                .contains(paid.id().ulid(), held.id().ulid(), first.id().ulid(), second.id().ulid())
                .containsAll(ended.subList(2, ended.size()))
                .doesNotContainAnyElementsOf(ended.subList(0, 2));
        assertUnits(196, 3, 1);
    }

    @Test
    void sellsNothingToAnAccountWithAHundredHeldOrders() {
        sell(200, 100);
        for (int i = 0; i < MOST; i++) {
            sold(commit(1));
        }

        assertThat(run(stock.commit(commit(1))))
                .isInstanceOfSatisfying(
                        CommitResult.LimitReached.class,
                        it -> assertThat(it.orders()).hasSize(MOST));
        assertThat(listed()).hasSize(MOST);
        assertUnits(100, 100, 0);
    }

    /// Otherwise a ticket could be burned, pushed out and burned again.
    @Test
    void dropsNoOrderWhoseTicketMayStillBeSent() {
        sell(10, 1);
        Commit commit = commit(1);
        Order order = sold(commit);
        run(stock.release(order.id(), account, OrderStatus.CANCELLED));
        fill(MOST - 1, clock.instant());

        assertThat(run(stock.commit(commit(1))))
                .isInstanceOfSatisfying(
                        CommitResult.LimitReached.class, it -> assertThat(it.orders()).isEmpty());
        assertThat(sold(commit)).isEqualTo(find(order.id()));
        assertUnits(10, 0, 0);

        rewrite(ledger, order, CREATED_AT, "1000");
        rewrite(ledger, order, CHANGED_AT, "1000");
        sold(commit(1));
        assertThat(stock.find(order.id(), account).block(LIMIT)).isNull();
        assertUnits(9, 1, 0);
    }

    @Test
    void givesTheOrderOfACommitBackWhateverBecameOfIt() {
        sell(10, 1);
        Commit commit = commit(1);
        Order order = sold(commit);
        run(stock.release(order.id(), account, OrderStatus.CANCELLED));

        assertThat(sold(commit)).isEqualTo(find(order.id()));
        assertThat(find(order.id()).status()).isEqualTo(OrderStatus.CANCELLED);
        assertUnits(10, 0, 0);
    }

    @Test
    void buysNothingUnderAKeyWhoseOrderIsNotKeptAnyMore() {
        sell(10, 5);
        IdempotencyKey key = new IdempotencyKey("k");
        Order order = sold(commit(1, key));
        run(stock.release(order.id(), account, OrderStatus.CANCELLED));
        ledger.redis().hdel(ordersKey(), order.id().ulid());

        assertThat(run(stock.commit(commit(1, key)))).isInstanceOf(CommitResult.KeyReused.class);
        assertThat(run(stock.replay(sale, account, key, 1)))
                .isInstanceOf(CommitResult.KeyReused.class);
        assertUnits(10, 0, 0);
    }

    @Test
    void writesRowsThatAreReadToTheLetter() {
        sell(10, 5);
        Order order = sold(commit(2));
        String held = String.valueOf(ledger.redis().hget(ordersKey(), order.id().ulid()));
        run(stock.captured(order.id(), account, "p"));
        String paid = String.valueOf(ledger.redis().hget(ordersKey(), order.id().ulid()));

        OrderRow row = OrderRow.parse(held);
        assertThat(row.text()).isEqualTo(held);
        assertThat(row)
                .isEqualTo(
                        new OrderRow(
                                2,
                                Lamps.PRICE,
                                OrderStatus.HELD,
                                order.createdAt(),
                                order.payBy(),
                                order.createdAt(),
                                "d",
                                1,
                                1,
                                ""));
        OrderRow after = OrderRow.parse(paid);
        assertThat(paid)
                .isEqualTo(
                        held.replace("|held|", "|paid|")
                                        .replace(
                                                "|" + order.createdAt().toEpochMilli() + "|d|",
                                                "|" + after.changedAt().toEpochMilli() + "|d|")
                                + "p");
        assertThat(after.changedAt()).isAfterOrEqualTo(order.createdAt());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1|1|4900|EUR|held|1763855087616|1763855387616|1763855087616|d|1|",
                "1|1|4900|EUR|held|1763855087616|1763855387616|1763855087616|d|1|1|1|",
                "2|1|4900|EUR|held|1763855087616|1763855387616|1763855087616|d|1|1|",
                "1|x|4900|EUR|held|1763855087616|1763855387616|1763855087616|d|1|1|",
                "1|1|4900|EUR||1763855087616|1763855387616|1763855087616|d|1|1|",
                "1|1|4900|EUR|held|1763855087616||1763855087616|d|1|1|",
            })
    void namesTheKeyOfWhatIsNoOrderAndChangesNothing(String malformed) {
        sell(10, 5);
        Order order = sold(commit(1));
        ledger.redis().hset(ordersKey(), order.id().ulid(), malformed);

        for (Mono<?> call :
                List.of(
                        stock.find(order.id(), account),
                        stock.of(sale, account).collectList(),
                        stock.captured(order.id(), account, "p"),
                        stock.commit(commit(1)))) {
            Callable<?> answer = () -> call.block(LIMIT);
            assertThatThrownBy(answer::call)
                    .hasMessageContaining(
                            "malformed order: " + ordersKey() + " " + order.id().ulid());
        }
        assertThat(ledger.redis().hget(ordersKey(), order.id().ulid())).isEqualTo(malformed);
        assertThat(ledger.redis().hlen(ordersKey())).isEqualTo(1);
        assertUnits(9, 1, 0);
    }

    /// Cancelled orders, the oldest first, as if they had been made then.
    private List<String> fill(int orders, Instant then) {
        Map<String, String> rows = new HashMap<>();
        for (int i = 0; i < orders; i++) {
            Instant at = then.plusMillis(i);
            OrderRow row =
                    new OrderRow(1, Lamps.PRICE, OrderStatus.CANCELLED, at, at, at, "d", 1, 1, "");
            rows.put(UlidCreator.getUlid(at.toEpochMilli()).toString(), row.text());
        }
        ledger.redis().hset(ordersKey(), rows);
        return rows.keySet().stream().sorted().toList();
    }

    private List<Order> listed() {
        return run(stock.of(sale, account).collectList());
    }
}
