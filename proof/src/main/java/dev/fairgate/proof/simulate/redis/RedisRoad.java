package dev.fairgate.proof.simulate.redis;

import dev.fairgate.proof.simulate.time.Chance;
import dev.fairgate.proof.simulate.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/// A connection to a Redis: both directions keep their order, as TCP does. It can be cut, after
/// which what was under way is gone in both directions, or be stalled, after which it arrives late.
final class RedisRoad {

    private static final Duration FIRST_RECONNECT = Duration.ofMillis(20);
    private static final Duration LAST_RECONNECT = Duration.ofMillis(250);

    private final VirtualTime time;
    private final Chance chance;
    private final SimulatedRedis server;
    private final Traffic traffic;
    private final Runnable serverIsGone = this::cut;
    private Deque<Sent> unanswered = new ArrayDeque<>();
    private List<List<String>> again = new ArrayList<>();
    private final Lane there = new Lane();
    private final Lane back = new Lane();
    private boolean open = true;
    private boolean closed;
    private int number;

    /// A command under way.
    ///
    /// @param then is given its answer
    /// @param lost is told that none will come
    record Sent(List<String> command, Consumer<Reply> then, Runnable lost) {}

    private static final class Lane {
        private final Deque<Runnable> held = new ArrayDeque<>();
        private long last;
    }

    RedisRoad(VirtualTime time, Chance chance, SimulatedRedis server, Traffic traffic) {
        this.time = time;
        this.chance = chance;
        this.server = server;
        this.traffic = traffic;
        server.onCrash(serverIsGone);
        traffic.add(this);
        open = server.isUp();
        if (!open) {
            reconnectLater();
        }
    }

    boolean isOpen() {
        return open;
    }

    void send(Sent sent) {
        unanswered.add(sent);
        travel(there, traffic.stalledThere(), what("> ", sent), () -> arrive(sent));
    }

    private static String what(String direction, Sent sent) {
        List<String> words = sent.command();
        return direction + words.getFirst() + ' ' + (words.size() > 1 ? words.get(1) : "");
    }

    private void arrive(Sent sent) {
        if (chance.permille(traffic.weather().cutBefore())) {
            cut();
            return;
        }
        int here = number;
        server.receive(
                sent.command(),
                reply -> {
                    if (here == number) {
                        leave(sent, reply);
                    }
                });
    }

    private void leave(Sent sent, Reply reply) {
        if (chance.permille(traffic.weather().cutAfter())) {
            cut();
            return;
        }
        travel(
                back,
                traffic.stalledBack(),
                what("< ", sent) + code(reply),
                () -> home(sent, reply));
    }

    private static String code(Reply reply) {
        return switch (reply) {
            case Reply.Many(List<Reply> items)
                    when !items.isEmpty() && items.getFirst() instanceof Reply.Bulk(String text) ->
                    " " + text;
            case Reply.Failure it -> " " + it.message();
            default -> "";
        };
    }

    private void home(Sent sent, Reply reply) {
        unanswered.remove(sent);
        sent.then().accept(reply);
    }

    private void travel(Lane lane, boolean stalled, String what, Runnable then) {
        int here = number;
        Runnable ifStill =
                () -> {
                    if (here == number) {
                        then.run();
                    }
                };
        if (stalled || !lane.held.isEmpty()) {
            lane.held.add(() -> depart(lane, what, ifStill));
        } else {
            depart(lane, what, ifStill);
        }
    }

    private void depart(Lane lane, String what, Runnable then) {
        Weather weather = traffic.weather();
        Duration way = chance.between(weather.fastest(), weather.slowest());
        lane.last = Math.max(lane.last, time.nanos() + way.toNanos());
        time.asWorld(() -> time.after(lane.last - time.nanos(), what, then));
    }

    /// Lets go what was held up.
    void flow() {
        for (Lane lane : List.of(there, back)) {
            List<Runnable> held = List.copyOf(lane.held);
            lane.held.clear();
            held.forEach(Runnable::run);
        }
    }

    /// Cuts the connection; it comes back by itself.
    void cut() {
        if (!open) {
            return;
        }
        time.note("cut");
        open = false;
        number++;
        there.held.clear();
        back.held.clear();
        Deque<Sent> lost = unanswered;
        unanswered = new ArrayDeque<>();
        for (Sent sent : lost) {
            if (chance.permille(traffic.weather().sentAgain())) {
                again.add(sent.command());
            }
            sent.lost().run();
        }
        reconnectLater();
    }

    private void reconnectLater() {
        time.asWorld(
                () ->
                        time.after(
                                chance.between(FIRST_RECONNECT, LAST_RECONNECT),
                                "reconnect",
                                this::reconnect));
    }

    private void reconnect() {
        if (closed) {
            return;
        }
        if (!server.isUp() || traffic.stalledThere() || traffic.stalledBack()) {
            reconnectLater();
            return;
        }
        open = true;
        List<List<String>> late = again;
        again = new ArrayList<>();
        late.forEach(command -> send(new Sent(command, reply -> {}, () -> {})));
    }

    /// The client is gone; what it sent may still arrive.
    void close() {
        closed = true;
        traffic.remove(this);
        server.forget(serverIsGone);
    }
}
