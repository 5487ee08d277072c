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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import reactor.core.publisher.Mono;

/// Whatever comes in whatever order, the units add up, and the real server agrees with a few lines
/// of arithmetic about every single answer.
class StockPropertiesIT {

    private static final int ALLOCATION = 7;
    private static final int LIMIT = 4;

    private final LedgerRedis ledger = LedgerRedis.shared();
    private final Engine engine = Engine.shared();
    private final Stock stock = engine.bean(Stock.class);
    private final LedgerClock clock = engine.bean(LedgerClock.class);

    /// One command: buy a quantity, or end the n-th order made so far.
    record Step(int account, int quantity, Optional<OrderStatus> end) {}

    @Property(tries = 100, shrinking = ShrinkingMode.BOUNDED)
    void neverLosesOrInventsAUnit(@ForAll("steps") List<Step> steps) {
        SaleId sale = engine.sell(Lamps.terms(clock.instant(), ALLOCATION, LIMIT));
        Model model = new Model();

        for (Step step : steps) {
            boolean accepted =
                    step.end().isEmpty()
                            ? buy(sale, model, step)
                            : end(model, step, step.end().orElseThrow());

            assertThat(accepted).as("%s", step).isEqualTo(model.accepts);
            ledger.units(sale)
                    .areAvailableHeldSold(
                            ALLOCATION - model.held - model.paid, model.held, model.paid);
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.of(OrderStatus.PAID, OrderStatus.CANCELLED, OrderStatus.LAPSED)
                                .optional())
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(25);
    }

    private boolean buy(SaleId sale, Model model, Step step) {
        String account = "a" + step.account();
        int owned = model.owned.getOrDefault(account, 0);
        model.accepts =
                owned + step.quantity() <= LIMIT
                        && model.held + model.paid + step.quantity() <= ALLOCATION;
        CommitResult result =
                Objects.requireNonNull(
                        stock.commit(
                                        new Commit(
                                                new OrderId(sale, UlidCreator.getUlid().toString()),
                                                account,
                                                step.quantity(),
                                                1,
                                                clock.instant().plusSeconds(5),
                                                "d",
                                                1,
                                                Optional.empty()))
                                .block(Duration.ofSeconds(5)));
        if (result instanceof CommitResult.Sold(Order order, var view)) {
            model.orders.add(order);
            model.held += order.quantity();
            model.owned.merge(account, order.quantity(), Integer::sum);
            assertThat(view.available()).isEqualTo(ALLOCATION - model.held - model.paid);
            return true;
        }
        return false;
    }

    private boolean end(Model model, Step step, OrderStatus to) {
        if (model.orders.isEmpty()) {
            model.accepts = false;
            return false;
        }
        Order order = model.orders.get(step.quantity() % model.orders.size());
        OrderStatus before = model.ends.getOrDefault(order.id(), OrderStatus.HELD);
        model.accepts =
                to == OrderStatus.PAID
                        || before == to
                        || (before == OrderStatus.HELD && to == OrderStatus.CANCELLED);
        Mono<Settlement> call =
                to == OrderStatus.PAID
                        ? stock.captured(order.id(), order.account(), "p")
                        : stock.release(order.id(), order.account(), to);
        Settlement result = Objects.requireNonNull(call.block(Duration.ofSeconds(5)));
        if (before == OrderStatus.CANCELLED && to == OrderStatus.PAID) {
            model.ends.put(order.id(), OrderStatus.REFUND_DUE);
        } else if (before == OrderStatus.HELD && model.accepts) {
            model.end(order, to);
        }
        return result instanceof Settlement.Done;
    }

    /// What should be.
    private static final class Model {
        private final List<Order> orders = new ArrayList<>();
        private final Map<OrderId, OrderStatus> ends = new HashMap<>();
        private final Map<String, Integer> owned = new HashMap<>();
        private int held;
        private int paid;
        private boolean accepts;

        void end(Order order, OrderStatus to) {
            ends.put(order.id(), to);
            held -= order.quantity();
            if (to == OrderStatus.PAID) {
                paid += order.quantity();
            } else {
                owned.merge(order.account(), -order.quantity(), Integer::sum);
            }
        }
    }
}
