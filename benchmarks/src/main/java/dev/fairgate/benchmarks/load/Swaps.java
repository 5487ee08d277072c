package dev.fairgate.benchmarks.load;

import dev.fairgate.benchmarks.Spread;
import dev.fairgate.servers.FreePort;
import dev.fairgate.servers.PostgresProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/// What a change of the policy costs those who buy meanwhile: rounds while an admin changes it
/// again and again, each beside a round while nobody does. Every purchase of both has to be
/// answered 201, or the run is void.
final class Swaps {

    private static final int PURCHASES = 8_000;
    private static final int WARM_ROUNDS = 4;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final long CLEARANCE_MS = 120_000;

    private final Shop shop;
    private final Scenario guarded;
    private final String admin;
    private final HttpClient http = HttpClient.newHttpClient();
    private int changes;

    private Swaps(Shop shop, Scenario guarded, String admin) {
        this.shop = shop;
        this.guarded = guarded;
        this.admin = admin;
    }

    /// The p99 of purchases in milliseconds, round by round.
    ///
    /// @param changes how often the policy was changed in all
    record Steps(List<Double> still, List<Double> changing, int changes) {

        Spread ratio() {
            double[] ratios = new double[still.size()];
            for (int i = 0; i < ratios.length; i++) {
                ratios[i] = changing.get(i) / still.get(i);
            }
            return Spread.of(ratios);
        }
    }

    static Steps measure(Workplace place, Scenarios scenarios, int rounds)
            throws IOException, InterruptedException {
        try (PostgresProcess postgres =
                        PostgresProcess.of(
                                        place.folder("swaps").resolve("postgres"),
                                        place.folder("postgres-programs"),
                                        FreePort.next())
                                .start();
                Shop shop = Shop.start(place, "swaps", settings(postgres))) {
            Swaps swaps =
                    new Swaps(
                            shop,
                            scenarios.guarded("guarded", true, shop),
                            place.tokens().sign("bench-admin", "admin"));
            for (int i = 0; i < WARM_ROUNDS; i++) {
                Round.warm(swaps.guarded, PURCHASES);
            }
            Steps steps = new Steps(new ArrayList<>(), new ArrayList<>(), 0);
            for (int i = 0; i < rounds; i++) {
                steps.still().add(Round.measure(swaps.guarded, PURCHASES).p99Ms());
                steps.changing().add(swaps.whileChanging().p99Ms());
            }
            return new Steps(steps.still(), steps.changing(), swaps.changes);
        }
    }

    private static Shop.Settings settings(PostgresProcess postgres) {
        return new Shop.Settings(
                List.of(),
                List.of(
                        "--fairgate.policy.file=classpath:policy/default.json",
                        "--fairgate.database.url=" + postgres.url(),
                        "--fairgate.database.username=" + PostgresProcess.USER));
    }

    private Round whileChanging() throws IOException, InterruptedException {
        AtomicBoolean bought = new AtomicBoolean();
        List<IOException> faults = new ArrayList<>();
        Thread changing = Thread.ofPlatform().start(() -> change(bought, faults));
        Round round;
        try {
            round = Round.measure(guarded, PURCHASES);
        } finally {
            bought.set(true);
            changing.join();
        }
        if (!faults.isEmpty()) {
            throw faults.getFirst();
        }
        return round;
    }

    private void change(AtomicBoolean end, List<IOException> faults) {
        try {
            while (!end.get()) {
                change();
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        } catch (IOException e) {
            faults.add(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void change() throws IOException, InterruptedException {
        HttpResponse<String> now = http.send(call().GET().build(), BodyHandlers.ofString());
        changes++;
        String patch = "{\"clearanceMs\":" + (CLEARANCE_MS + changes) + "}";
        HttpRequest request =
                call().header("If-Match", now.headers().firstValue("ETag").orElse(""))
                        .header("Content-Type", "application/merge-patch+json")
                        .method("PATCH", BodyPublishers.ofString(patch))
                        .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("the policy could not be changed: " + answer.body());
        }
    }

    private HttpRequest.Builder call() {
        return HttpRequest.newBuilder(URI.create(shop.risk() + "/api/v1/policy"))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + admin);
    }
}
