package dev.fairgate.benchmarks.arena.crowd;

import dev.fairgate.benchmarks.arena.crowd.Customer.Response;
import dev.fairgate.benchmarks.arena.motion.Browser;
import dev.fairgate.benchmarks.arena.motion.Means;
import dev.fairgate.benchmarks.arena.motion.Motion;
import dev.fairgate.benchmarks.arena.motion.Telemetry;
import dev.fairgate.benchmarks.arena.motion.Trace;
import dev.fairgate.benchmarks.arena.scenario.Attackers;
import dev.fairgate.benchmarks.arena.scenario.Attackers.Solver;
import dev.fairgate.benchmarks.arena.shop.Reply;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A program with an account: what tactics are made of.
final class Bot implements Actor {

    private static final int PRETENDED_VISIT_MS = 5_000;
    private static final int BETWEEN_TRIES_MS = 600;
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final int OPENS_PAGE_BEFORE_MS = 4_000;

    private final Customer customer;
    private final Attackers kind;
    private final Tactic tactic;
    private final @Nullable Motion hands;
    private final RandomGenerator chance;
    private final RandomGenerator dice;

    /// @param hands what it sends as telemetry; null for none
    /// @param chance the same in both plays
    /// @param dice another one in each
    Bot(
            Customer customer,
            Attackers kind,
            Tactic tactic,
            @Nullable Motion hands,
            RandomGenerator chance,
            RandomGenerator dice) {
        this.customer = customer;
        this.kind = kind;
        this.tactic = tactic;
        this.hands = hands;
        this.chance = chance;
        this.dice = dice;
    }

    @Override
    public void play() throws InterruptedException {
        tactic.play(this);
    }

    /// Is there when the sale opens, give or take.
    void awaitOpening(int withinMs) throws InterruptedException {
        if (kind.opensPage()) {
            customer.clock().await(-chance.nextInt(300, OPENS_PAGE_BEFORE_MS));
            customer.open(true);
        }
        customer.clock().await(chance.nextInt(withinMs));
    }

    int tries() {
        return kind.tries();
    }

    void pause(int ms) throws InterruptedException {
        Thread.sleep(ms + chance.nextInt(Math.max(1, ms / 4)));
    }

    /// Asks once.
    Reply ask() throws InterruptedException {
        return customer.ask(telemetry(), Optional.empty(), "");
    }

    /// Asks until it has a unit, there is none, or its tries are used up.
    Reply buy() throws InterruptedException {
        Optional<Response> response = Optional.empty();
        Reply reply = new Reply.Failed(0);
        for (int attempt = 0; attempt < kind.tries(); attempt++) {
            reply = customer.ask(telemetry(), response, "");
            response = Optional.empty();
            switch (reply) {
                case Reply.Bought _, Reply.Unavailable _ -> {
                    return reply;
                }
                case Reply.Challenged challenge -> {
                    response = answer(challenge);
                    if (response.isEmpty()) {
                        pause(BETWEEN_TRIES_MS);
                    }
                }
                case Reply.Throttled(Duration retryAfter) -> {
                    if (retryAfter.compareTo(PATIENCE) > 0) {
                        return reply;
                    }
                    Thread.sleep(retryAfter);
                }
                case Reply.TooEarly _, Reply.Blocked _, Reply.Failed _ -> pause(BETWEEN_TRIES_MS);
            }
        }
        return reply;
    }

    void pay(String order) throws InterruptedException {
        pause(500);
        customer.pay(order);
    }

    private Optional<Response> answer(Reply.Challenged challenge) throws InterruptedException {
        boolean computable = challenge.kind().equals("proof_of_work");
        if (kind.solver() == Solver.NONE || (kind.solver() == Solver.HASHING && !computable)) {
            return Optional.empty();
        }
        if (computable) {
            Thread.sleep(chance.nextInt(100, 1_500)); // many of them on few processors
            customer.sheet().computedAnswer();
        } else {
            Thread.sleep((long) (9_000 * Math.exp(0.3 * chance.nextGaussian())));
            customer.sheet().paidForAnswer();
        }
        return customer.answer(challenge.id()).map(text -> new Response(challenge.id(), text));
    }

    private String telemetry() {
        if (hands == null) {
            return "";
        }
        Clock clock = customer.clock();
        Trace trace = hands.trace(Means.MOUSE, PRETENDED_VISIT_MS, dice);
        long sent = clock.epochMs(clock.now());
        return Telemetry.json(
                trace, sent - PRETENDED_VISIT_MS, sent, Browser.of(Means.MOUSE, dice));
    }
}
