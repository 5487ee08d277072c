package dev.fairgate.sale.stock;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.fixture.Lamps;
import dev.fairgate.sale.fixture.LedgerRedis;
import dev.fairgate.sale.ledger.LedgerClock;
import dev.fairgate.sale.sale.SaleId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Many at once for the same thing: one gets it.
class StockRacesIT {

    private static final int AT_ONCE = 50;
    private static final int ROUNDS = 1000;

    private final LedgerRedis ledger = LedgerRedis.shared();
    private final Engine engine = Engine.shared();
    private final Stock stock = engine.bean(Stock.class);
    private final LedgerClock clock = engine.bean(LedgerClock.class);

    @Test
    void theSameCommitSentFiftyTimesIsOneOrder() {
        SaleId sale = sell(100, 50);
        Commit commit = commit(sale, "a", Optional.empty());

        List<CommitResult> results = race(i -> stock.commit(commit));

        assertThat(results).allMatch(it -> it instanceof CommitResult.Sold);
        ledger.units(sale).areAvailableHeldSold(99, 1, 0);
    }

    @Test
    void fiftyTicketsUnderOneIdempotencyKeyAreOneOrder() {
        SaleId sale = sell(100, 50);
        IdempotencyKey key = new IdempotencyKey("k");

        List<CommitResult> results = race(i -> stock.commit(commit(sale, "a", Optional.of(key))));

        assertThat(results).filteredOn(it -> it instanceof CommitResult.Sold).hasSize(1);
        assertThat(results).filteredOn(it -> it instanceof CommitResult.Replayed).hasSize(49);
        ledger.units(sale).areAvailableHeldSold(99, 1, 0);
    }

    @Test
    void fiftyAccountsForOneUnitAreOneOrder() {
        SaleId sale = sell(1, 1);

        List<CommitResult> results =
                race(i -> stock.commit(commit(sale, "a" + i, Optional.empty())));

        assertThat(results).filteredOn(it -> it instanceof CommitResult.Sold).hasSize(1);
        assertThat(results).filteredOn(it -> it instanceof CommitResult.SoldOut).hasSize(49);
        ledger.units(sale).areAvailableHeldSold(0, 1, 0);
    }

    @Test
    void fiftyTicketsOfOneAccountAreAsManyOrdersAsItsLimit() {
        SaleId sale = sell(100, 3);

        List<CommitResult> results = race(i -> stock.commit(commit(sale, "a", Optional.empty())));

        assertThat(results).filteredOn(it -> it instanceof CommitResult.Sold).hasSize(3);
        ledger.units(sale).areAvailableHeldSold(97, 3, 0);
    }

    /// Money, a buyer who cancels and the end of the hold meet: the units go one way, and the money
    /// either has them or is due back.
    @Test
    void ofPaymentCancellationAndLapseOneWins() {
        SaleId sale = sell(ROUNDS, 1);
        Set<OrderStatus> ends = EnumSet.noneOf(OrderStatus.class);
        int paid = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String buyer = "a" + round;
            Order order = order(stock.commit(commit(sale, buyer, Optional.empty())));
            if (round % 2 == 0) {
                endAround(order, round / 2 % 5 - 2);
            }
            List<Supplier<Mono<Settlement>>> all =
                    new ArrayList<>(
                            List.of(
                                    () -> stock.captured(order.id(), buyer, "p"),
                                    () -> stock.release(order.id(), buyer, OrderStatus.CANCELLED),
                                    () -> stock.release(order.id(), buyer, OrderStatus.LAPSED)));
            Collections.rotate(all, round);

            List<OrderStatus> done =
                    race(all, Supplier::get).stream()
                            .filter(it -> it instanceof Settlement.Done)
                            .map(it -> ((Settlement.Done) it).order().status())
                            .toList();

            OrderStatus end = find(order).status();
            ends.add(end);
            ends.addAll(done);
            assertThat(end).isIn(OrderStatus.PAID, OrderStatus.REFUND_DUE);
            assertThat(done).contains(end).doesNotHaveDuplicates();
            assertThat(done.contains(OrderStatus.CANCELLED))
                    .isEqualTo(end == OrderStatus.REFUND_DUE);
            paid += end == OrderStatus.PAID ? 1 : 0;
            ledger.units(sale).areAvailableHeldSold(ROUNDS - paid, 0, paid);
        }

        assertThat(ends)
                .containsOnly(
                        OrderStatus.PAID,
                        OrderStatus.CANCELLED,
                        OrderStatus.LAPSED,
                        OrderStatus.REFUND_DUE);
    }

    /// The hold is over within milliseconds of now, by the ledger's own clock: it decides.
    private void endAround(Order order, int millis) {
        List<String> time = ledger.redis().time();
        long now = Long.parseLong(time.get(0)) * 1000 + Long.parseLong(time.get(1)) / 1000;
        StockScene.rewrite(ledger, order, StockScene.PAY_BY, Long.toString(now + millis));
    }

    private SaleId sell(long allocation, int perAccountLimit) {
        return engine.sell(Lamps.terms(clock.instant(), allocation, perAccountLimit));
    }

    private Commit commit(SaleId sale, String account, Optional<IdempotencyKey> key) {
        return new Commit(
                new OrderId(sale, UlidCreator.getUlid().toString()),
                account,
                1,
                1,
                clock.instant().plusSeconds(5),
                "d",
                1,
                key);
    }

    private Order find(Order order) {
        return Objects.requireNonNull(
                stock.find(order.id(), order.account()).block(Duration.ofSeconds(10)));
    }

    private static Order order(Mono<CommitResult> commit) {
        return ((CommitResult.Sold) Objects.requireNonNull(commit.block(Duration.ofSeconds(10))))
                .order();
    }

    private static List<CommitResult> race(IntFunction<Mono<CommitResult>> each) {
        return race(IntStream.range(0, AT_ONCE).boxed().toList(), i -> each.apply(i));
    }

    private static <A, T> List<T> race(List<A> all, Function<A, Mono<T>> each) {
        return Objects.requireNonNull(
                Flux.fromIterable(all)
                        .flatMap(one -> each.apply(one).subscribeOn(Schedulers.parallel()), AT_ONCE)
                        .collectList()
                        .block(Duration.ofSeconds(20)));
    }
}
