package dev.fairgate.proof.crash;

import dev.fairgate.risk.RiskServiceApplication;
import dev.fairgate.sale.SaleEngineApplication;
import dev.fairgate.servers.FaultProxy;
import dev.fairgate.servers.FreePort;
import dev.fairgate.servers.PostgresProcess;
import dev.fairgate.servers.RedisProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/// A whole Fairgate as processes of its own: two engines, each with a breakable way to everything
/// it needs, one risk service, ledger, risk store and PostgreSQL.
final class World implements AutoCloseable {

    static final int ENGINES = 2;

    /// Shorter than a shop would have it, or every killed writer would cost a seed ten seconds.
    private static final List<String> IN_A_HURRY =
            List.of("--fairgate.archive.lease=2s", "--fairgate.archive.redeliver-after=1s");

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Disk disk;
    private final RedisProcess ledger;
    private final RedisProcess store;
    private final PostgresProcess postgres;
    private final Service risk;
    private final List<Node> nodes = new ArrayList<>();

    /// An engine, and the ways from it to ledger, PostgreSQL and risk service.
    record Node(Service engine, FaultProxy toLedger, FaultProxy toPostgres, FaultProxy toRisk)
            implements AutoCloseable {

        @Override
        public void close() {
            engine.close();
            toLedger.close();
            toPostgres.close();
            toRisk.close();
        }
    }

    private World(Path folder, Path binaries) throws IOException {
        try {
            disk = keep(Disk.in(Files.createDirectories(folder.resolve("ledger"))));
            ledger = keep(RedisProcess.ledger(disk.folder(), FreePort.next()));
            store = keep(RedisProcess.riskStore(folder.resolve("store"), FreePort.next()));
            Path data = folder.resolve("postgres");
            postgres = keep(PostgresProcess.of(data, binaries, FreePort.next()));
            risk = keep(riskService(folder));
            FastStart how = FastStart.of(folder, SaleEngineApplication.class, common());
            for (int i = 0; i < ENGINES; i++) {
                nodes.add(keep(node(folder, "engine-" + i, how)));
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /// Starts everything and waits until it is ready.
    ///
    /// @param folder for all data and logs
    /// @param binaries where PostgreSQL's programs are unpacked once
    static World start(Path folder, Path binaries) throws IOException {
        World world = new World(folder, binaries);
        Runtime.getRuntime().addShutdownHook(new Thread(world::close));
        try {
            world.startAll();
            world.awaitReady();
            return world;
        } catch (RuntimeException e) {
            world.close();
            throw e;
        }
    }

    private <T extends AutoCloseable> T keep(T part) {
        parts.push(part);
        return part;
    }

    private Service riskService(Path folder) {
        List<String> settings = new ArrayList<>(common());
        settings.add("--spring.data.redis.port=" + store.port());
        settings.add("--fairgate.policy.file=classpath:policy/limits-wide.json");
        settings.add("--spring.mustache.check-template-location=false");
        settings.add("--fairgate.decision-log.folder=" + folder.resolve("decisions"));
        return new Service(
                "risk-service",
                folder,
                FreePort.next(),
                FastStart.of(folder, RiskServiceApplication.class, settings),
                settings);
    }

    private Node node(Path folder, String name, FastStart how) {
        FaultProxy toLedger = FaultProxy.before(ledger.port());
        FaultProxy toPostgres = FaultProxy.before(postgres.port());
        FaultProxy toRisk = FaultProxy.before(risk.port());
        List<String> settings = new ArrayList<>(common());
        settings.addAll(IN_A_HURRY);
        settings.add("--spring.data.redis.port=" + toLedger.port());
        settings.add("--fairgate.risk.url=http://127.0.0.1:" + toRisk.port());
        settings.add(
                "--fairgate.archive.url=r2dbc:postgresql://127.0.0.1:"
                        + toPostgres.port()
                        + "/postgres");
        settings.add("--fairgate.archive.username=postgres");
        Service engine = new Service(name, folder, FreePort.next(), how, settings);
        return new Node(engine, toLedger, toPostgres, toRisk);
    }

    /// Keys that all processes share: any will do.
    private static List<String> common() {
        byte[] bytes = new byte[32];
        IntStream.range(0, bytes.length).forEach(i -> bytes[i] = (byte) i);
        String key = Base64.getEncoder().encodeToString(bytes);
        return List.of(
                "--spring.profiles.active=demo",
                "--management.server.port=-1",
                "--spring.data.redis.host=127.0.0.1",
                "--fairgate.network.trusted-proxies=127.0.0.0/8",
                "--fairgate.tokens.demo-key=" + key,
                "--fairgate.keys.session=" + key,
                "--fairgate.keys.device=" + key,
                "--fairgate.keys.challenge=" + key,
                "--fairgate.keys.ticket=test:" + key);
    }

    Disk disk() {
        return disk;
    }

    RedisProcess ledger() {
        return ledger;
    }

    RedisProcess store() {
        return store;
    }

    PostgresProcess postgres() {
        return postgres;
    }

    Service risk() {
        return risk;
    }

    List<Node> nodes() {
        return nodes;
    }

    /// `kill -9` of everything, then starts all of it again.
    void killAll() {
        nodes.forEach(it -> it.engine().kill());
        risk.kill();
        ledger.kill();
        store.kill();
        postgres.kill();
    }

    void startAll() {
        ledger.start();
        store.start();
        postgres.start();
        risk.start();
        nodes.forEach(it -> it.engine().start());
    }

    void awaitReady() {
        risk.awaitReady();
        nodes.forEach(it -> it.engine().awaitReady());
    }

    /// In reverse order; what does not end in good order is named, and the rest ends all the same.
    @Override
    public synchronized void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                System.err.println("A part did not end in good order: " + e);
            }
        }
    }
}
