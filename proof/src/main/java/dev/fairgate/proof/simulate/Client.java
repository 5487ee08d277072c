package dev.fairgate.proof.simulate;

import dev.fairgate.proof.history.Answer;
import dev.fairgate.proof.history.Request;
import dev.fairgate.proof.history.Status;
import dev.fairgate.proof.simulate.time.Chance;
import dev.fairgate.proof.simulate.time.VirtualTime;
import dev.fairgate.sale.admission.Account;
import dev.fairgate.sale.admission.Connection;
import dev.fairgate.sale.order.Orders;
import dev.fairgate.sale.order.PurchaseAnswer;
import dev.fairgate.sale.order.PurchaseCall;
import dev.fairgate.sale.order.PurchaseRequest;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.stock.IdempotencyKey;
import dev.fairgate.sale.stock.Order;
import dev.fairgate.sale.stock.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// An account's program: tries again what had no answer, and writes down what came of it.
final class Client {

    private static final int TRIES = 4;
    private static final Connection FROM =
            new Connection("192.0.2.1", Optional.empty(), null, List.of());

    private final World world;
    private final String name;
    private final Account account;

    /// Where clients are.
    record World(VirtualTime time, Chance chance, Shop shop, Recorder recorder, SaleId sale) {}

    Client(World world, String name) {
        this.world = world;
        this.name = name;
        this.account = new Account(name, Optional.empty(), Set.of(), Instant.MAX);
    }

    String name() {
        return name;
    }

    /// Buys, and learns of an order, a reason, or nothing.
    void buy(Intention intention, Consumer<Answer> then) {
        PurchaseCall call =
                new PurchaseCall(
                        world.sale(),
                        account,
                        new PurchaseRequest(intention.quantity(), null, null),
                        Optional.of(new IdempotencyKey(intention.key())),
                        FROM);
        ask(
                new Request.Buy(intention.key(), intention.quantity()),
                engine -> engine.purchases().buy(call).map(Client::bought),
                intention,
                then);
    }

    void pay(String order, Consumer<Answer> then) {
        OrderId id = OrderId.parse(order).orElseThrow();
        ask(
                new Request.Pay(order, id.ulid()),
                engine -> engine.orders().pay(id, name).map(Client::paid),
                null,
                then);
    }

    void cancel(String order, Consumer<Answer> then) {
        OrderId id = OrderId.parse(order).orElseThrow();
        ask(
                new Request.Cancel(order),
                engine -> engine.orders().cancel(id, name).map(it -> told(order(it))),
                null,
                then);
    }

    void look(Consumer<Answer> then) {
        ask(
                new Request.Look(),
                engine -> engine.orders().list(name, "", 100).map(it -> told(orders(it))),
                null,
                then);
    }

    void stock(Consumer<Answer> then) {
        ask(
                new Request.Stock(),
                engine ->
                        engine.sales()
                                .counters(world.sale())
                                .map(it -> told(new Answer.Left(it.available()))),
                null,
                then);
    }

    private void ask(
            Request request,
            Function<Engine, Mono<Shop.Try>> work,
            @Nullable Intention intention,
            Consumer<Answer> then) {
        Recorder.Open open = world.recorder().begin(name, request);
        int begun = intention == null ? 0 : intention.begin();
        attempt(
                work,
                intention,
                TRIES,
                answer -> {
                    Answer worth = intention == null ? answer : intention.end(begun, answer, now());
                    open.end(worth);
                    then.accept(worth);
                });
    }

    private void attempt(
            Function<Engine, Mono<Shop.Try>> work,
            @Nullable Intention intention,
            int left,
            Consumer<Answer> then) {
        world.shop()
                .call(
                        work,
                        it -> {
                            if (it instanceof Shop.Try.Silent && intention != null) {
                                intention.silence(now());
                            }
                            switch (it) {
                                case Shop.Try.Told(Answer answer) -> then.accept(answer);
                                case Shop.Try.Again _ -> again(work, intention, left, then);
                                case Shop.Try.Silent _ -> again(work, intention, left, then);
                            }
                        });
    }

    private void again(
            Function<Engine, Mono<Shop.Try>> work,
            @Nullable Intention intention,
            int left,
            Consumer<Answer> then) {
        if (left <= 1) {
            then.accept(new Answer.Unknown());
            return;
        }
        Duration pause = world.chance().between(Duration.ofMillis(20), Duration.ofMillis(400));
        world.time().after(pause, "try again", () -> attempt(work, intention, left - 1, then));
    }

    private long now() {
        return world.time().nanos();
    }

    private static Shop.Try told(Answer answer) {
        return new Shop.Try.Told(answer);
    }

    private static Shop.Try bought(PurchaseAnswer answer) {
        return switch (answer) {
            case PurchaseAnswer.Bought it -> told(order(it.order()));
            case PurchaseAnswer.Refused it -> Shop.refused(it.problem().slug());
            case PurchaseAnswer.Changed _ -> told(new Answer.Refused("sale-changed"));
            case PurchaseAnswer.TooLate _ -> new Shop.Try.Again("too-late");
            case PurchaseAnswer.Unknown _ -> new Shop.Try.Silent();
        };
    }

    private static Shop.Try paid(Orders.Payment payment) {
        return switch (payment) {
            case Orders.Payment.Paid(Order order) -> told(order(order));
            case Orders.Payment.GoOn _ -> new Shop.Try.Silent();
        };
    }

    private static Answer orders(Orders.Listed listed) {
        return new Answer.Orders(listed.orders().stream().map(Client::order).toList());
    }

    private static Answer.Order order(Order order) {
        return new Answer.Order(
                order.id().toString(), order.quantity(), Status.valueOf(order.status().name()));
    }
}
