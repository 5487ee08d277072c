package dev.fairgate.proof.crash;

import dev.fairgate.servers.FaultProxy;
import dev.fairgate.servers.FaultProxy.Fault;
import dev.fairgate.servers.FaultProxy.Moment;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Ways to break a [World]. Each returns when the cause is gone: a frozen process goes on, a killed
/// one has been started again.
enum Breakage {
    KILL_ENGINE(
            Part.ENGINE,
            (world, _, random) -> {
                Service engine = any(world, random).engine();
                restart(engine::kill, engine::start, random);
            }),
    KILL_WRITER_BEFORE_COMMIT(
            Part.ENGINE, (world, sale, _) -> killWriter(world, sale, Moment.BEFORE_REQUEST)),
    KILL_WRITER_AFTER_COMMIT(
            Part.ENGINE, (world, sale, _) -> killWriter(world, sale, Moment.BEFORE_REPLY)),
    SILENCE_ENGINE(
            Part.ENGINE,
            (world, _, random) -> {
                Service engine = any(world, random).engine();
                silence(engine::silence, engine::wake);
            }),
    KILL_LEDGER(
            Part.LEDGER,
            (world, _, random) -> restart(world.ledger()::kill, world.ledger()::start, random)),
    SILENCE_LEDGER(
            Part.LEDGER, (world, _, _) -> silence(world.ledger()::silence, world.ledger()::wake)),
    TEAR_LEDGER_FILE(
            Part.LEDGER,
            (world, _, _) -> {
                world.ledger().kill();
                world.disk().tear();
                world.ledger().start();
            }),
    SLOW_DISK(
            Part.LEDGER,
            (world, _, random) ->
                    SlowDisk.of(world.ledger().pid(), random.nextInt(50, 600), Times.SLOW)),
    FULL_DISK(Part.LEDGER, (world, _, random) -> fullDisk(world, random)),
    KILL_RISK_STORE(
            Part.STORE,
            (world, _, random) -> restart(world.store()::kill, world.store()::start, random)),
    SILENCE_RISK_STORE(
            Part.STORE, (world, _, _) -> silence(world.store()::silence, world.store()::wake)),
    KILL_RISK_SERVICE(
            Part.RISK,
            (world, _, random) -> restart(world.risk()::kill, world.risk()::start, random)),
    SILENCE_RISK_SERVICE(
            Part.RISK, (world, _, _) -> silence(world.risk()::silence, world.risk()::wake)),
    KILL_POSTGRES(
            Part.POSTGRES,
            (world, _, random) -> restart(world.postgres()::kill, world.postgres()::start, random)),
    SILENCE_POSTGRES(
            Part.POSTGRES,
            (world, _, _) -> silence(world.postgres()::silence, world.postgres()::wake)),
    CUT_LEDGER_REPLIES(Part.WIRE, (world, _, random) -> cut(any(world, random).toLedger(), random)),
    CUT_RISK_REPLIES(Part.WIRE, (world, _, random) -> cut(any(world, random).toRisk(), random)),
    LOSE_REQUESTS_TO_LEDGER(
            Part.WIRE,
            (world, _, random) ->
                    lose(any(world, random).toLedger(), Fault.SWALLOW_REQUESTS, random)),
    LOSE_REPLIES_OF_LEDGER(
            Part.WIRE,
            (world, _, random) ->
                    lose(any(world, random).toLedger(), Fault.SWALLOW_REPLIES, random)),
    POISON_STREAM(Part.STREAM, (world, sale, _) -> Poison.into(world.ledger().port(), sale)),
    KILL_EVERYTHING(
            Part.ALL,
            (world, _, _) -> {
                world.killAll();
                world.startAll();
            });

    /// What is broken: two at a time break different parts.
    enum Part {
        ENGINE,
        LEDGER,
        STORE,
        RISK,
        POSTGRES,
        WIRE,
        STREAM,
        ALL
    }

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final int CUTS = 12;
    private static final int MOST_CUTS = 200;

    /// How long things last. Constants of an enum cannot be used by its own values.
    private static final class Times {
        static final Duration SLOW = Duration.ofSeconds(3);
        static final Duration PAUSE = Duration.ofSeconds(5);
    }

    @FunctionalInterface
    private interface Strike {
        void at(World world, String sale, RandomGenerator random);
    }

    private final Part part;

    @SuppressWarnings("ImmutableEnumChecker") // lambdas that capture nothing
    private final Strike strike;

    Breakage(Part part, Strike strike) {
        this.part = part;
        this.strike = strike;
    }

    Part part() {
        return part;
    }

    /// Why it cannot be had on this machine, if so.
    Optional<String> whyNot(World world) {
        if (this == SLOW_DISK) {
            return SlowDisk.whyNot(world.ledger().pid());
        }
        if (this == FULL_DISK && !world.disk().canBeFull()) {
            return Optional.of("nobody may mount a small disk here");
        }
        return Optional.empty();
    }

    void strike(World world, String sale, RandomGenerator random) {
        strike.at(world, sale, random);
    }

    private static void restart(Runnable kill, Runnable start, RandomGenerator random) {
        kill.run();
        rest(random, 100, 1_000);
        start.run();
    }

    private static void fullDisk(World world, RandomGenerator random) {
        world.disk().fill();
        await(() -> !world.ledger().isRunning()); // its next write finds no space
        boolean struck = !world.ledger().isRunning();
        rest(random, 100, 1_000);
        world.disk().free();
        if (!struck) {
            throw new IllegalStateException("the disk is not full");
        }
        world.ledger().start();
    }

    private static World.Node any(World world, RandomGenerator random) {
        return world.nodes().get(random.nextInt(world.nodes().size()));
    }

    /// Kills the node that is the next to commit a batch of orders, at the commit itself.
    private static void killWriter(World world, String sale, Moment moment) {
        AtomicReference<@Nullable Service> struck = new AtomicReference<>();
        for (World.Node node : world.nodes()) {
            Service engine = node.engine();
            Runnable kill =
                    () -> {
                        if (struck.compareAndSet(null, engine)) {
                            engine.killAtOnce();
                        }
                    };
            node.toPostgres().ambush(sale, "COMMIT", moment, kill);
        }
        await(() -> struck.get() != null);
        world.nodes().forEach(it -> it.toPostgres().disarm());
        Service engine = struck.get();
        if (engine == null) {
            throw new IllegalStateException("nobody committed anything");
        }
        engine.kill();
        engine.start();
    }

    private static void silence(Runnable silence, Runnable wake) {
        silence.run();
        rest(Times.PAUSE);
        wake.run();
    }

    private static void cut(FaultProxy wire, RandomGenerator random) {
        int before = wire.cuts();
        for (int i = 0; i < CUTS || (wire.cuts() == before && i < MOST_CUTS); i++) {
            wire.inject(Fault.CUT_REPLY); // whose client may be dead for the moment
            rest(random, 50, 200);
        }
        wire.inject(Fault.NONE);
        if (wire.cuts() == before) {
            throw new IllegalStateException("no reply came by");
        }
    }

    /// What was lost stays lost, so the connections that lost it end.
    private static void lose(FaultProxy wire, Fault what, RandomGenerator random) {
        wire.inject(what);
        rest(random, 1_000, 3_000);
        wire.inject(Fault.REFUSE);
        wire.inject(Fault.NONE);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            rest(Duration.ofMillis(5));
        }
    }

    private static void rest(RandomGenerator random, int fromMs, int toMs) {
        rest(Duration.ofMillis(random.nextInt(fromMs, toMs)));
    }

    private static void rest(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }
}
