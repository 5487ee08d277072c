package dev.fairgate.proof.simulate;

import dev.fairgate.proof.simulate.postgres.SimulatedDriver;
import dev.fairgate.proof.simulate.postgres.SimulatedPostgres;
import dev.fairgate.proof.simulate.redis.SimulatedRedis;
import dev.fairgate.proof.simulate.redis.SimulatedRedisClient;
import dev.fairgate.proof.simulate.redis.Traffic;
import dev.fairgate.proof.simulate.redis.Weather;
import dev.fairgate.proof.simulate.time.Chance;
import dev.fairgate.proof.simulate.time.Life;
import dev.fairgate.proof.simulate.time.VirtualTime;
import dev.fairgate.sale.ledger.LedgerBridge;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A host on which a sale engine runs, ends and runs again.
final class Node {

    private final String name;
    private final World world;
    private final Traffic traffic = new Traffic(Weather.USUAL);
    private @Nullable Engine engine;

    /// What there is beside the nodes.
    record World(
            VirtualTime time,
            Chance chance,
            SimulatedRedis ledger,
            SimulatedPostgres postgres,
            SimulatedRisk risk) {}

    Node(String name, World world) {
        this.name = name;
        this.world = world;
    }

    /// The ways to the ledger.
    Traffic traffic() {
        return traffic;
    }

    /// The engine, while it runs.
    @Nullable Engine engine() {
        return engine;
    }

    void start() {
        world.time().note(name + " starts");
        Life life = new Life(name);
        SimulatedRedisClient client =
                new SimulatedRedisClient(
                        world.time(),
                        world.chance(),
                        world.ledger(),
                        traffic,
                        life,
                        LedgerBridge.COMMAND_TIMEOUT);
        SimulatedDriver.leadTo(world.postgres());
        world.time().as(life, () -> engine = new Engine(world, life, client));
    }

    /// Ends the engine as `kill -9` does.
    void crash() {
        Engine old = engine;
        if (old != null) {
            world.time().note(name + " crashes");
            engine = null;
            old.end();
        }
    }

    /// How long a request from outside takes to get here, or back.
    Duration way() {
        return world.chance().between(Duration.ofNanos(200_000), Duration.ofMillis(8));
    }
}
