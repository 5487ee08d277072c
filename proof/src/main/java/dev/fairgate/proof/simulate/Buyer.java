package dev.fairgate.proof.simulate;

import dev.fairgate.proof.history.Answer;
import dev.fairgate.proof.history.Status;
import dev.fairgate.proof.simulate.time.Chance;
import dev.fairgate.proof.simulate.time.VirtualTime;
import java.time.Duration;

/// Somebody who wants units, some of the time: clicks twice, pays late or never, changes his mind.
final class Buyer {

    private static final Duration ASK_AGAIN = Duration.ofMillis(3200);
    private static final int MOST_QUESTIONS = 6;

    private final VirtualTime time;
    private final Chance chance;
    private final Client client;
    private final Pace pace;
    private int wishes;
    private int open;

    /// How buyers are in a run.
    ///
    /// @param most units of one wish
    /// @param hold the time to pay
    record Pace(int most, Duration hold) {}

    Buyer(Client.World world, String name, Pace pace) {
        this.time = world.time();
        this.chance = world.chance();
        this.client = new Client(world, name);
        this.pace = pace;
    }

    /// Whether nothing is left to be done or heard.
    boolean isDone() {
        return open == 0;
    }

    /// Begins at some moment, and wants something so many times.
    void start(Duration within, int times) {
        later(Duration.ZERO, within, () -> wish(times));
    }

    private void wish(int times) {
        if (times == 0) {
            return;
        }
        Intention intention =
                new Intention(client.name() + "-" + wishes++, chance.between(1, pace.most()));
        ask(intention, MOST_QUESTIONS);
        if (chance.permille(150)) {
            later(Duration.ofNanos(1), Duration.ofMillis(30), () -> ask(intention, MOST_QUESTIONS));
        }
        if (chance.permille(150)) {
            later(Duration.ZERO, Duration.ofSeconds(2), this::look);
        }
        later(Duration.ofMillis(100), Duration.ofSeconds(3), () -> wish(times - 1));
    }

    /// Who does not hear asks again when nothing can come any more of what was sent before.
    private void ask(Intention intention, int questions) {
        open++;
        client.buy(
                intention,
                answer -> {
                    open--;
                    if (answer instanceof Answer.Order order && order.status() == Status.HELD) {
                        goOn(order.id());
                    } else if (answer instanceof Answer.Unknown && questions > 1) {
                        askAgain(intention, questions - 1);
                    }
                });
    }

    private void askAgain(Intention intention, int questions) {
        if (intention.waits(true)) {
            return; // a double click's other half asks for both
        }
        later(
                ASK_AGAIN,
                ASK_AGAIN,
                () -> {
                    intention.waits(false);
                    ask(intention, questions);
                });
    }

    private void goOn(String order) {
        int mood = chance.between(1, 100);
        if (mood <= 60) {
            later(
                    Duration.ofMillis(20),
                    pace.hold().multipliedBy(5).dividedBy(4),
                    () -> pay(order));
        }
        if (mood <= 10 || (mood > 50 && mood <= 70)) {
            later(Duration.ofMillis(20), pace.hold(), () -> cancel(order));
        }
        if (mood <= 5) {
            later(Duration.ofMillis(20), pace.hold(), () -> pay(order));
        }
        if (mood % 4 == 0) {
            later(Duration.ZERO, pace.hold().multipliedBy(2), this::look);
        }
    }

    private void pay(String order) {
        open++;
        client.pay(order, this::closed);
    }

    private void cancel(String order) {
        open++;
        client.cancel(order, this::closed);
    }

    private void look() {
        open += 2;
        client.look(this::closed);
        client.stock(this::closed);
    }

    private void closed(Answer answer) {
        open--;
    }

    private void later(Duration least, Duration most, Runnable task) {
        open++;
        time.after(
                chance.between(least, most.compareTo(least) < 0 ? least : most),
                "buyer",
                () -> {
                    open--;
                    task.run();
                });
    }
}
