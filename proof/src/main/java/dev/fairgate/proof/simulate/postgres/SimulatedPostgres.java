package dev.fairgate.proof.simulate.postgres;

import dev.fairgate.proof.simulate.time.Chance;
import dev.fairgate.proof.simulate.time.Life;
import dev.fairgate.proof.simulate.time.VirtualTime;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/// A PostgreSQL server. One sale is what everybody writes, so one transaction writes at a time, and
/// the others wait for its end as they would for the row's lock.
public final class SimulatedPostgres {

    private static final Duration FASTEST = Duration.ofNanos(100_000);
    private static final Duration SLOWEST = Duration.ofMillis(3);

    private final VirtualTime time;
    private final Chance chance;
    private final boolean answersBeforeCommit;
    private final Deque<SimulatedSession.Step> waiting = new ArrayDeque<>();
    private final List<SimulatedSession> sessions = new ArrayList<>();
    private Tables committed = new Tables();
    private Tables underWay = committed;
    private @Nullable SimulatedSession writer;
    private boolean up = true;
    private int breaks;

    /// @param answersBeforeCommit a planted fault: COMMIT is answered first and done later, or
    ///     never
    public SimulatedPostgres(VirtualTime time, Chance chance, boolean answersBeforeCommit) {
        this.time = time;
        this.chance = chance;
        this.answersBeforeCommit = answersBeforeCommit;
    }

    /// What was committed.
    public Tables tables() {
        return committed;
    }

    public boolean isUp() {
        return up;
    }

    /// Of a thousand messages from now on, those on whose way the connection breaks.
    public void breaks(int permille) {
        breaks = permille;
    }

    /// Ends it, with every transaction that is under way.
    public void crash() {
        time.note("postgres crashes");
        up = false;
        List.copyOf(sessions).forEach(this::leave);
    }

    public void start() {
        time.note("postgres starts");
        up = true;
    }

    /// A client process has ended; the server learns of it a little later.
    public void lostSight(Life client) {
        time.asWorld(
                () ->
                        time.after(
                                chance.between(FASTEST, SLOWEST),
                                "pg loses client",
                                () ->
                                        List.copyOf(sessions).stream()
                                                .filter(it -> it.client() == client)
                                                .forEach(this::leave)));
    }

    Mono<SimulatedSession> connect() {
        return Mono.<SimulatedSession>create(
                        sink -> {
                            if (up) {
                                SimulatedSession session =
                                        new SimulatedSession(this, time.acting());
                                sessions.add(session);
                                sink.success(session);
                            } else {
                                sink.error(away());
                            }
                        })
                .delayElement(SLOWEST);
    }

    static R2dbcException away() {
        return new R2dbcNonTransientResourceException("Connection unexpectedly closed");
    }

    /// Sends a step, which is carried out over there when it has the row, and answered.
    Mono<Void> ask(SimulatedSession session, String what, boolean locks, Runnable work) {
        return Mono.create(
                sink -> {
                    SimulatedSession.Step step =
                            new SimulatedSession.Step(session, what, work, sink);
                    travel("pg> ", step, () -> arrive(step, locks));
                });
    }

    private void travel(String direction, SimulatedSession.Step step, Runnable then) {
        time.asWorld(
                () ->
                        time.after(
                                chance.between(FASTEST, SLOWEST),
                                direction + step.what(),
                                () -> {
                                    if (chance.permille(breaks)) {
                                        leave(step.session());
                                    }
                                    if (step.session().isBroken()) {
                                        answer(step, away());
                                    } else {
                                        then.run();
                                    }
                                }));
    }

    private void arrive(SimulatedSession.Step step, boolean locks) {
        if (locks && writer != null && writer != step.session()) {
            waiting.add(step);
            return;
        }
        if (locks && writer == null) {
            writer = step.session();
            underWay = committed.copy();
        }
        carryOut(step);
    }

    private void carryOut(SimulatedSession.Step step) {
        try {
            step.work().run();
            travel("pg< ", step, () -> answer(step, null));
        } catch (R2dbcException refused) {
            travel("pg< ", step, () -> answer(step, refused));
        }
    }

    private void answer(SimulatedSession.Step step, @Nullable R2dbcException error) {
        MonoSink<Void> sink = step.sink();
        time.when(
                step.session().client(),
                "answer",
                () -> {
                    if (error == null) {
                        sink.success();
                    } else {
                        sink.error(error);
                    }
                });
    }

    Tables underWay() {
        return underWay;
    }

    /// Ends the session's transaction, if it has one.
    void end(SimulatedSession session, boolean commits) {
        if (commits && answersBeforeCommit) {
            time.after(
                    chance.between(SLOWEST, SLOWEST.multipliedBy(100)),
                    "pg commits",
                    () -> endNow(session, !session.isBroken()));
        } else {
            endNow(session, commits);
        }
    }

    private void endNow(SimulatedSession session, boolean commits) {
        if (writer != session) {
            return;
        }
        if (commits) {
            committed = underWay;
        }
        writer = null;
        for (SimulatedSession.Step next = waiting.poll(); next != null; next = waiting.poll()) {
            if (!next.session().isBroken()) {
                arrive(next, true);
                return;
            }
            answer(next, away());
        }
    }

    /// Ends a session and its transaction, whatever its state.
    void leave(SimulatedSession session) {
        session.broken();
        sessions.remove(session);
        endNow(session, false);
    }
}
