package dev.fairgate.proof.simulate;

import dev.fairgate.proof.simulate.redis.Weather;
import dev.fairgate.proof.simulate.time.Chance;
import dev.fairgate.proof.simulate.time.VirtualTime;
import java.time.Duration;
import java.util.List;

/// What breaks, when, and for how long.
final class Faults {

    /// How many kinds there are.
    static final int KINDS = 10;

    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofSeconds(3);

    private final VirtualTime time;
    private final Chance chance;
    private final Node.World world;
    private final List<Node> nodes;
    private final Recorder recorder;
    private final String stream;
    private boolean healed;

    Faults(Node.World world, List<Node> nodes, Recorder recorder, String stream) {
        this.time = world.time();
        this.chance = world.chance();
        this.world = world;
        this.nodes = nodes;
        this.recorder = recorder;
        this.stream = stream;
    }

    /// Something breaks now, and is mended by itself.
    void happen() {
        Node node = chance.oneOf(nodes);
        Duration length = chance.between(SHORT, LONG);
        switch (chance.between(1, KINDS)) {
            case 1 -> crash(node, length);
            case 2 -> crashLedger(length.dividedBy(2));
            case 3 -> slowDisk(length);
            case 4 -> crashPostgres(length);
            case 5 -> breakPostgres(length);
            case 6 -> stall(node, length);
            case 7 -> weather(node, length);
            case 8 -> slowRisk(length);
            case 9 -> stop(node, length);
            default -> poison();
        }
    }

    private void crash(Node node, Duration length) {
        during(
                "a node is killed",
                length,
                node::crash,
                () -> {
                    if (node.engine() == null) {
                        node.start();
                    }
                });
    }

    private void crashLedger(Duration length) {
        if (world.ledger().isUp()) {
            during("the ledger is killed", length, world.ledger()::crash, this::startLedger);
        }
    }

    private void startLedger() {
        if (!world.ledger().isUp()) {
            world.ledger().start();
        }
    }

    private void slowDisk(Duration length) {
        during(
                "the ledger's disk is slow",
                length,
                () -> world.ledger().disk(Duration.ofMillis(300)),
                () -> world.ledger().disk(Duration.ofMillis(2)));
    }

    private void crashPostgres(Duration length) {
        if (world.postgres().isUp()) {
            during("PostgreSQL is killed", length, world.postgres()::crash, this::startPostgres);
        }
    }

    private void startPostgres() {
        if (!world.postgres().isUp()) {
            world.postgres().start();
        }
    }

    private void breakPostgres(Duration length) {
        during(
                "connections to PostgreSQL break",
                length,
                () -> world.postgres().breaks(80),
                () -> world.postgres().breaks(0));
    }

    private void stall(Node node, Duration length) {
        boolean there = chance.permille(600);
        boolean back = !there || chance.permille(300);
        during(
                "a node is parted from the ledger",
                length,
                () -> node.traffic().stall(there, back),
                () -> node.traffic().stall(false, false));
    }

    private void weather(Node node, Duration length) {
        during(
                "the way to the ledger is rough",
                length,
                () -> node.traffic().become(Weather.ROUGH),
                () -> node.traffic().become(healed ? Weather.FAIR : Weather.USUAL));
    }

    private void slowRisk(Duration length) {
        during(
                "the risk service is slow",
                length,
                () -> world.risk().become(Duration.ofMillis(250), 100),
                () -> world.risk().become(Duration.ofMillis(20), 0));
    }

    private void stop(Node node, Duration length) {
        Engine engine = node.engine();
        if (engine != null) {
            during(
                    "a node is stopped",
                    length,
                    () -> engine.life().stopUntil(time.nanos() + length.toNanos()),
                    () -> {});
        }
    }

    private void poison() {
        List<String> junk =
                chance.oneOf(
                        List.of(
                                List.of("kind", "held"),
                                List.of("kind", "sale", "at", "x"),
                                List.of("kind", "paid", "order", "?", "row", "1|2|3")));
        if (world.ledger().isUp()) {
            during(
                    "a poison entry",
                    Duration.ZERO,
                    () -> world.ledger().add(stream, junk),
                    () -> {});
        }
    }

    private void during(String what, Duration length, Runnable begin, Runnable end) {
        if (!healed) {
            recorder.fault(what, length);
            begin.run();
            time.after(length, what + " no more", end);
        }
    }

    /// Everything works from now on.
    void heal() {
        healed = true;
        time.note("healed");
        startLedger();
        startPostgres();
        world.ledger().disk(Duration.ofMillis(2));
        world.postgres().breaks(0);
        world.risk().become(Duration.ofMillis(20), 0);
        for (Node node : nodes) {
            node.traffic().stall(false, false);
            node.traffic().become(Weather.FAIR);
            if (node.engine() == null) {
                node.start();
            }
        }
    }
}
