package dev.fairgate.proof.simulate;

import dev.fairgate.proof.history.Answer;
import dev.fairgate.proof.simulate.time.Chance;
import dev.fairgate.proof.simulate.time.VirtualTime;
import dev.fairgate.sale.web.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/// The way from a client to one of the nodes and back, as a balancer and bad networks make it.
final class Shop {

    private static final Duration PATIENCE = Duration.ofMillis(1500);
    private static final int LOST = 15; // of a thousand requests, and as many answers

    /// Refusals that say nothing about the next try.
    private static final Set<String> TRY_AGAIN =
            Set.of(
                    "request-in-flight",
                    "idempotency-key-reused", // the key was never used for anything else
                    "overloaded",
                    "ledger-unavailable",
                    "risk-unavailable",
                    "archive-unavailable");

    private final VirtualTime time;
    private final Chance chance;
    private final List<Node> nodes;
    private boolean fair;

    Shop(VirtualTime time, Chance chance, List<Node> nodes) {
        this.time = time;
        this.chance = chance;
        this.nodes = nodes;
    }

    /// What one try came to.
    sealed interface Try {

        /// An answer that stands.
        record Told(Answer answer) implements Try {}

        /// Nothing was done; it may be tried again.
        record Again(String reason) implements Try {}

        /// Whatever it was, the client does not know.
        record Silent() implements Try {}
    }

    /// From now on nothing gets lost.
    void becomeFair() {
        fair = true;
    }

    /// What a refusal means to the client.
    static Try refused(String slug) {
        if (slug.equals("outcome-unknown")) {
            return new Try.Silent();
        }
        return TRY_AGAIN.contains(slug)
                ? new Try.Again(slug)
                : new Try.Told(new Answer.Refused(slug));
    }

    /// One request to some node.
    void call(Function<Engine, Mono<Try>> work, Consumer<Try> then) {
        new Call(chance.oneOf(nodes), work, then).leave();
    }

    private final class Call {
        private final Node node;
        private final Function<Engine, Mono<Try>> work;
        private final Consumer<Try> then;
        private final Disposable timer;
        private @Nullable Disposable served;
        private boolean over;

        Call(Node node, Function<Engine, Mono<Try>> work, Consumer<Try> then) {
            this.node = node;
            this.work = work;
            this.then = then;
            this.timer = time.after(PATIENCE, "client gives up", this::giveUp);
        }

        void leave() {
            if (!isLost()) {
                time.after(node.way(), "request", this::arrive);
            }
        }

        private boolean isLost() {
            return !fair && chance.permille(LOST);
        }

        private void arrive() {
            Engine engine = node.engine();
            if (engine == null) {
                back(new Try.Again("connection-refused"));
                return;
            }
            time.when(
                    engine.life(),
                    "request",
                    () ->
                            served =
                                    work.apply(engine)
                                            .onErrorResume(e -> Mono.just(failed(e)))
                                            .subscribe(it -> time.asWorld(() -> back(it))));
        }

        private static Try failed(Throwable error) {
            return error instanceof Refusal refusal
                    ? refused(refusal.problem().slug())
                    : new Try.Silent();
        }

        private void back(Try it) {
            if (!isLost()) {
                time.after(node.way(), "response", () -> end(it));
            }
        }

        /// Whoever hangs up is noticed by the server, or not.
        private void giveUp() {
            Disposable call = served;
            Engine engine = node.engine();
            if (call != null && engine != null && chance.permille(500)) {
                time.when(engine.life(), "hung up", call::dispose);
            }
            end(new Try.Silent());
        }

        private void end(Try it) {
            if (!over) {
                over = true;
                timer.dispose();
                then.accept(it);
            }
        }
    }
}
