package dev.fairgate.benchmarks.load;

import dev.fairgate.servers.FreePort;
import dev.fairgate.servers.RedisProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// One Fairgate under measurement: sale engine and risk service as processes of their own, from the
/// jars that ship, each with its own Redis.
public final class Shop implements AutoCloseable {

    static final int OPEN_SALE_UNITS = 100_000_000;

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final List<Meter> meters = new ArrayList<>();
    private final int port;
    private final int riskPort;

    private Shop(int port, int riskPort) {
        this.port = port;
        this.riskPort = riskPort;
    }

    /// Starts everything and makes two sales: `open` with units for all, `gone` with none.
    static Shop start(Workplace place, String name, String policy)
            throws IOException, InterruptedException {
        return start(place, name, policy, List.of());
    }

    /// @param more settings of the engine
    static Shop start(Workplace place, String name, String policy, List<String> more)
            throws IOException, InterruptedException {
        String file = "--fairgate.policy.file=classpath:policy/" + policy + ".json";
        return start(place, name, new Settings(more, List.of(file)));
    }

    /// What is not as it is by default, as arguments.
    public record Settings(List<String> engine, List<String> risk) {}

    /// The same.
    public static Shop start(Workplace place, String name, Settings settings)
            throws IOException, InterruptedException {
        Shop shop = new Shop(FreePort.next(), FreePort.next());
        try {
            shop.startAll(place, place.folder(name), settings);
            shop.createSale(place.tokens(), "open", OPEN_SALE_UNITS);
            shop.createSale(place.tokens(), "gone", 0);
            return shop;
        } catch (IOException | InterruptedException | RuntimeException e) {
            shop.close();
            throw e;
        }
    }

    int port() {
        return port;
    }

    /// Where the sale engine listens.
    public URI engine() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /// Where the risk service does.
    public URI risk() {
        return URI.create("http://127.0.0.1:" + riskPort);
    }

    List<Meter> meters() {
        return meters;
    }

    /// Where purchases of a sale go.
    static String orders(String sale) {
        return "/api/v1/sales/" + sale + "/orders";
    }

    private void startAll(Workplace place, Path folder, Settings settings)
            throws IOException, InterruptedException {
        RedisProcess ledger = keep(RedisProcess.ledger(folder.resolve("ledger"), FreePort.next()));
        RedisProcess store = keep(RedisProcess.riskStore(folder.resolve("risk"), FreePort.next()));
        ledger.start();
        store.start();
        List<String> risk = new ArrayList<>(place.riskService());
        risk.addAll(common(place, riskPort, store.port()));
        risk.add("--fairgate.decision-log.folder=" + folder.resolve("decisions"));
        risk.addAll(settings.risk());
        List<String> sale = new ArrayList<>(place.saleEngine());
        sale.addAll(common(place, port, ledger.port()));
        sale.add("--fairgate.risk.url=http://127.0.0.1:" + riskPort);
        sale.addAll(settings.engine());
        measure(java("risk JVM", folder, risk, riskPort));
        measure(java("engine JVM", folder, sale, port));
        measure(new RedisMeter("ledger Redis", ledger.port()));
        measure(new RedisMeter("risk Redis", store.port()));
    }

    private static List<String> common(Workplace place, int port, int redis) {
        List<String> settings =
                new ArrayList<>(
                        List.of(
                                "--server.port=" + port,
                                "--management.server.port=" + FreePort.next(),
                                "--spring.profiles.active=demo",
                                "--spring.data.redis.host=127.0.0.1",
                                "--spring.data.redis.port=" + redis,
                                "--fairgate.network.trusted-proxies=127.0.0.0/8,::1"));
        settings.addAll(place.keys());
        return settings;
    }

    private static JavaProcess java(String name, Path folder, List<String> command, int port)
            throws IOException, InterruptedException {
        return JavaProcess.start(
                name,
                folder.resolve(name.replace(' ', '-') + ".log"),
                command,
                URI.create("http://127.0.0.1:" + port + "/readyz"));
    }

    private void createSale(AccountTokens tokens, String id, int units)
            throws IOException, InterruptedException {
        Instant now = Instant.now();
        String terms =
                """
                {"id":"%s","title":"%s","description":"","imageUrl":"",
                 "price":{"amount":4900,"currency":"EUR"},"opensAt":"%s","closesAt":"%s",
                 "allocation":%d,"perAccountLimit":1,"holdMs":3600000}
                """
                        .formatted(id, id, now.minusSeconds(60), now.plusSeconds(21_600), units);
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + port + "/api/v1/admin/sales"))
                        .timeout(Duration.ofSeconds(10))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + tokens.sign("bench-admin", "admin"))
                        .POST(HttpRequest.BodyPublishers.ofString(terms))
                        .build();
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IOException("the sale could not be made: " + answer.body());
        }
    }

    private void measure(Meter part) {
        meters.add(keep(part));
    }

    private <T extends AutoCloseable> T keep(T part) {
        started.push(part);
        return part;
    }

    @Override
    public void close() {
        Workplace.closeAll(started);
    }
}
