package dev.fairgate.standalone;

import dev.fairgate.risk.RiskServiceApplication;
import dev.fairgate.sale.SaleEngineApplication;
import dev.fairgate.servers.FreePort;
import dev.fairgate.servers.PostgresProcess;
import dev.fairgate.servers.RedisProcess;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;

/// The first run: takes the home folder, starts the servers and both services, opens the demo sale,
/// and prints where to go. Whatever it started, it stops again, in reverse order.
public final class Standalone implements AutoCloseable {

    private static final String DEMO_PROXIES = "127.0.0.0/8,::1";

    /// `./run attack` plays a sale without the gate beside one with it.
    private static final String DEMO_POLICY =
            "{\"sales\":{\"arena-observed-*\":{\"mode\":\"observe\"}}}";

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Map<String, String> environment;
    private final PrintStream out;

    /// @param environment variables that begin with `FAIRGATE_`; the rest is not looked at
    Standalone(Map<String, String> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    /// Runs until it is stopped by a signal.
    ///
    /// @param args `--fresh` empties the home folder first
    public static void main(String[] args) {
        Standalone standalone = new Standalone(System.getenv(), System.out);
        Runtime.getRuntime().addShutdownHook(new Thread(standalone::close, "stop"));
        try {
            standalone.start(List.of(args).contains("--fresh"));
        } catch (CannotStart e) {
            System.err.println("Fairgate cannot start. " + e.getMessage());
            System.exit(1);
        }
    }

    /// Starts everything, or stops what it started and says why.
    ///
    /// @throws CannotStart with one sentence for the person at the terminal
    void start(boolean fresh) {
        long begin = System.nanoTime();
        Home home = keep(Home.take(environment, fresh));
        Ports ports = Ports.of(environment);
        Map<String, String> keys = DemoKeys.of(home);
        PostgresProcess database =
                keep(PostgresProcess.of(home.orders(), home.postgres(), FreePort.next()));
        RedisProcess ledger = redis(RedisProcess.ledger(home.ledger(), FreePort.next()));
        RedisProcess store = redis(RedisProcess.riskStore(home.risk(), FreePort.next()));
        step(begin, "ledger and risk store answer");
        run(RiskServiceApplication::start, riskSettings(home, ports, store, database), keys);
        step(begin, "risk service is up");
        // Beside the engine; both start without it. The first service has quieted the console.
        CompletableFuture<Void> databaseUp = CompletableFuture.runAsync(database::start);
        run(SaleEngineApplication::start, saleSettings(home, ports, ledger, database), keys);
        step(begin, "sale engine is up");
        await(databaseUp);
        step(begin, "order archive answers");
        new DemoSale(ports.sale()).open();
        out.printf(
                "Fairgate is ready: storefront http://127.0.0.1:%d/ console"
                        + " http://127.0.0.1:%d/console/%n",
                ports.sale(), ports.risk());
    }

    private List<String> riskSettings(
            Home home, Ports ports, RedisProcess store, PostgresProcess database) {
        List<String> settings =
                new ArrayList<>(
                        List.of(
                                "--server.port=" + ports.risk(),
                                "--management.server.port=" + ports.riskManagement(),
                                "--spring.data.redis.port=" + store.port(),
                                "--fairgate.database.url=" + database.url(),
                                "--fairgate.database.username=" + PostgresProcess.USER,
                                "--fairgate.decision-log.folder=" + home.decisions(),
                                "--fairgate.policy.patch=" + DEMO_POLICY,
                                "--fairgate.models.folder=" + home.models(),
                                "--fairgate.replica.folder=" + home.replicas(),
                                "--fairgate.models.keys=" + ModelKey.of(home),
                                "--logging.file.name=" + home.log()));
        String policy = environment.get("FAIRGATE_POLICY_FILE");
        if (policy != null && !policy.isBlank()) {
            settings.add("--fairgate.policy.file=" + policy);
        }
        return settings;
    }

    private static List<String> saleSettings(
            Home home, Ports ports, RedisProcess ledger, PostgresProcess database) {
        return List.of(
                "--server.port=" + ports.sale(),
                "--management.server.port=" + ports.saleManagement(),
                "--spring.data.redis.port=" + ledger.port(),
                "--fairgate.archive.url=" + database.url(),
                "--fairgate.archive.username=" + PostgresProcess.USER,
                "--fairgate.risk.url=http://127.0.0.1:" + ports.risk(),
                "--logging.file.name=" + home.log());
    }

    private void run(
            Function<String[], ConfigurableApplicationContext> service,
            List<String> settings,
            Map<String, String> keys) {
        List<String> args = new ArrayList<>(settings);
        args.add("--spring.profiles.active=demo");
        args.add("--spring.data.redis.host=127.0.0.1");
        args.add("--fairgate.network.trusted-proxies=" + DEMO_PROXIES);
        args.add("--logging.threshold.console=WARN");
        args.add("--logging.include-application-name=false"); // one log, many applications
        args.add("--spring.mustache.check-template-location=false");
        args.add("--spring.main.register-shutdown-hook=false"); // the order of the end is ours
        args.add("--spring.lifecycle.timeout-per-shutdown-phase=3s");
        keys.forEach((name, value) -> args.add("--" + name + "=" + value));
        try {
            keep(service.apply(args.toArray(String[]::new)));
        } catch (PortInUseException e) {
            throw new CannotStart(
                    "Port " + e.getPort() + " was taken meanwhile: stop what listens there.");
        } catch (RuntimeException e) {
            throw new CannotStart(String.valueOf(rootCause(e).getMessage()));
        }
    }

    private static Throwable rootCause(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private RedisProcess redis(RedisProcess server) {
        keep(server);
        try {
            return server.start();
        } catch (IllegalStateException e) {
            throw new CannotStart(e.getMessage() + ".");
        }
    }

    private static void await(CompletableFuture<Void> start) {
        try {
            start.join(); // the start has a limit of its own
        } catch (CompletionException e) {
            throw new CannotStart(rootCause(e).getMessage() + ".");
        }
    }

    private <T extends AutoCloseable> T keep(T part) {
        synchronized (started) {
            started.push(part);
        }
        return part;
    }

    private void step(long begin, String what) {
        out.printf("%5.1f s  %s%n", (System.nanoTime() - begin) / 1e9, what);
    }

    @Override
    public void close() {
        synchronized (started) {
            while (!started.isEmpty()) {
                stop(started.pop());
            }
        }
    }

    private static void stop(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            System.err.println("A part did not stop in good order: " + e.getMessage());
        }
    }
}
