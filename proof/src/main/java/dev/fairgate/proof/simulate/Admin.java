package dev.fairgate.proof.simulate;

import dev.fairgate.proof.simulate.time.Chance;
import dev.fairgate.proof.simulate.time.VirtualTime;
import dev.fairgate.sale.sale.Price;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.sale.SaleTerms;
import dev.fairgate.sale.sale.Sales;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/// Who makes the sale, changes it while it goes on, and repeats himself until it is so.
final class Admin {

    private static final Duration AGAIN = Duration.ofMillis(300);

    private final VirtualTime time;
    private final Chance chance;
    private final List<Node> nodes;
    private final SaleId sale;
    private SaleTerms terms;
    private int open;

    Admin(
            VirtualTime time,
            Chance chance,
            List<Node> nodes,
            SaleId sale,
            long allocation,
            int limit,
            Duration hold) {
        this.time = time;
        this.chance = chance;
        this.nodes = nodes;
        this.sale = sale;
        this.terms =
                new SaleTerms(
                        "Lamp",
                        "A lamp",
                        "",
                        new Price(4900, "EUR"),
                        time.instant().minusSeconds(60),
                        time.instant().plusSeconds(3600),
                        allocation,
                        limit,
                        hold);
    }

    /// Whether everything that was begun is in force.
    boolean isDone() {
        return open == 0;
    }

    void create() {
        until(sales -> sales.create(sale, terms).map(_ -> true));
    }

    /// A change at some moment.
    void change() {
        switch (chance.between(1, 4)) {
            case 1 -> pause();
            case 2 -> write(4900, chance.between(-3, 6));
            case 3 -> write(chance.between(100, 9900), 0);
            default -> write(4900, chance.between(1, 3));
        }
    }

    private void pause() {
        until(sales -> sales.pause(sale, true).map(_ -> true));
        open++;
        time.after(
                chance.between(AGAIN, Duration.ofSeconds(2)),
                "admin",
                () -> {
                    open--;
                    resume();
                });
    }

    /// Lets the sale go on, whatever anybody did.
    void resume() {
        until(sales -> sales.pause(sale, false).map(_ -> true));
    }

    private void write(long price, int more) {
        terms =
                new SaleTerms(
                        terms.title(),
                        terms.description(),
                        terms.imageUrl(),
                        new Price(price, "EUR"),
                        terms.opensAt(),
                        terms.closesAt(),
                        Math.max(1, terms.allocation() + more),
                        terms.perAccountLimit(),
                        terms.hold());
        SaleTerms wanted = terms;
        until(
                sales ->
                        sales.find(sale)
                                .flatMap(it -> sales.replace(sale, wanted, it.revision()))
                                .map(it -> !(it instanceof Sales.Written.Stale)));
    }

    /// Repeats something on any node until it is answered well.
    private void until(Function<Sales, Mono<Boolean>> work) {
        open++;
        attempt(work);
    }

    private void attempt(Function<Sales, Mono<Boolean>> work) {
        Engine engine = chance.oneOf(nodes).engine();
        if (engine == null) {
            time.after(AGAIN, "admin", () -> attempt(work));
            return;
        }
        Answered answered = new Answered();
        time.after(
                AGAIN.multipliedBy(4),
                "admin",
                () -> {
                    if (answered.once()) {
                        attempt(work);
                    }
                });
        time.when(
                engine.life(),
                "admin",
                () ->
                        work.apply(engine.sales())
                                .onErrorReturn(false)
                                .subscribe(
                                        done ->
                                                time.asWorld(
                                                        () -> {
                                                            if (answered.once()) {
                                                                answered(done, work);
                                                            }
                                                        })));
    }

    private static final class Answered {
        private boolean was;

        boolean once() {
            boolean first = !was;
            was = true;
            return first;
        }
    }

    private void answered(boolean done, Function<Sales, Mono<Boolean>> work) {
        if (done) {
            open--;
        } else {
            time.after(AGAIN, "admin", () -> attempt(work));
        }
    }
}
