package dev.fairgate.benchmarks.arena.crowd;

import dev.fairgate.benchmarks.arena.crowd.Customer.Response;
import dev.fairgate.benchmarks.arena.motion.Motion;
import dev.fairgate.benchmarks.arena.motion.Trace;
import dev.fairgate.benchmarks.arena.scenario.Slice;
import dev.fairgate.benchmarks.arena.shop.Reply;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Somebody who wants one unit: opens the page, waits or reads, presses the button, does what is
/// asked, and pays; or leaves.
final class Person implements Actor {

    private static final int MOST_ATTEMPTS = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(12);
    private static final int SECOND_CLICK_MS = 140;

    private final Customer customer;
    private final Slice slice;
    private final Habits habits;
    private final Motion motion;
    private final Places places;
    private final String address;
    private final RandomGenerator chance;
    private final RandomGenerator dice;

    /// @param chance the same in both plays
    /// @param dice another one in each: no two visits have the same hands
    Person(
            Customer customer,
            Slice slice,
            Habits habits,
            Motion motion,
            Places places,
            String address,
            RandomGenerator chance,
            RandomGenerator dice) {
        this.customer = customer;
        this.slice = slice;
        this.habits = habits;
        this.motion = motion;
        this.places = places;
        this.address = address;
        this.chance = chance;
        this.dice = dice;
    }

    @Override
    public void play() throws InterruptedException {
        Clock clock = customer.clock();
        clock.await(habits.arrivesMs());
        customer.open(habits.keepsCookies());
        int opened = clock.now();
        if (habits.reloads()) {
            clock.await(-200);
            customer.open(habits.keepsCookies());
            opened = clock.now();
        }
        int press = habits.isEarly() ? habits.hesitatesMs() : opened + habits.readsMs();
        clock.await(Math.max(press, opened + 300));
        if (habits.movesOn()) {
            customer.moveTo(places.next(slice, address, chance));
        }
        buy(opened);
    }

    private void buy(int opened) throws InterruptedException {
        String key = UUID.randomUUID().toString();
        int lasted = Math.max(300, customer.clock().now() - opened);
        Trace trace = motion.trace(habits.means(), lasted, dice);
        Visit visit = new Visit(slice, habits.means(), trace, opened, dice);
        if (habits.clicksTwice()) {
            clickAgain(visit, key);
        }
        Optional<Response> response = Optional.empty();
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Reply reply = customer.ask(visit.telemetry(customer.clock()), response, key);
            response = Optional.empty();
            switch (reply) {
                case Reply.Bought(String order) -> {
                    pay(order);
                    return;
                }
                case Reply.Challenged challenge -> {
                    response = answer(challenge);
                    if (response.isEmpty()) {
                        return;
                    }
                }
                case Reply.Throttled(Duration retryAfter) -> {
                    if (retryAfter.compareTo(PATIENCE) > 0) {
                        return;
                    }
                    Thread.sleep(retryAfter);
                }
                case Reply.TooEarly(Duration retryAfter) -> Thread.sleep(retryAfter);
                case Reply.Failed _ -> Thread.sleep(chance.nextInt(800, 2_500));
                case Reply.Blocked _, Reply.Unavailable _ -> {
                    return;
                }
            }
        }
    }

    /// The second click goes its own way: what it is answered nobody looks at but the book.
    private void clickAgain(Visit visit, String key) {
        Thread.startVirtualThread(
                () -> {
                    try {
                        Thread.sleep(SECOND_CLICK_MS);
                        customer.ask(visit.telemetry(customer.clock()), Optional.empty(), key);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt(); // the play is over
                    }
                });
    }

    /// The answer to a challenge, in the time that it takes; empty when the person leaves.
    private Optional<Response> answer(Reply.Challenged challenge) throws InterruptedException {
        boolean picture = challenge.kind().equals("image") || slice == Slice.NO_JAVASCRIPT;
        if (!picture) {
            Thread.sleep(habits.computesMs());
            return customer.answer(challenge.id()).map(text -> new Response(challenge.id(), text));
        }
        if (chance.nextDouble() < habits.givesUp()) {
            return Optional.empty();
        }
        Optional<String> id =
                challenge.kind().equals("image")
                        ? Optional.of(challenge.id())
                        : customer.pictureInstead(challenge.id());
        Thread.sleep(habits.readsPictureMs());
        if (id.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> text =
                chance.nextDouble() < habits.misreads()
                        ? Optional.of("misread")
                        : customer.answer(id.get());
        return text.map(it -> new Response(id.get(), it));
    }

    private void pay(String order) throws InterruptedException {
        Thread.sleep(chance.nextInt(1_500, 5_000));
        if (chance.nextDouble() < habits.pays()) {
            customer.pay(order);
        }
    }
}
