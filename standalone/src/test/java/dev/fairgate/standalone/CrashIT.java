package dev.fairgate.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.risk.RiskServiceApplication;
import dev.fairgate.servers.FreePort;
import dev.fairgate.servers.RedisProcess;
import dev.fairgate.standalone.Shop.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/// The sale engine is killed in the middle of a rush. Policy: limits-wide, so that only stock and
/// crash decide.
class CrashIT {

    private static final int ACCOUNTS = 400;
    private static final int ALLOCATION = 200;
    private static final int SOLD_BEFORE_THE_CRASH = 40;
    private static final int TRIES = 200;

    @TempDir Path directory;

    @Test
    void sellsExactlyTheAllocationAlthoughTheEngineIsKilled()
            throws IOException, InterruptedException {
        int port = FreePort.next();
        int riskPort = FreePort.next();
        try (RedisProcess ledger =
                        RedisProcess.ledger(directory.resolve("l"), FreePort.next()).start();
                RedisProcess store =
                        RedisProcess.riskStore(directory.resolve("r"), FreePort.next()).start();
                ConfigurableApplicationContext _ = risk(store, riskPort);
                EngineProcess engine =
                        EngineProcess.start(directory, port, settings(ledger, riskPort))) {
            Shop shop = new Shop(port);
            String admin = shop.account("boss", "admin");
            shop.open(admin, "rush", ALLOCATION);
            List<String> tokens =
                    IntStream.range(0, ACCOUNTS).mapToObj(i -> shop.account("a" + i)).toList();

            AtomicInteger bought = new AtomicInteger();
            Thread reaper = Thread.ofVirtual().start(() -> killWhenBusy(engine, bought));
            List<Answer> answers =
                    Together.run(
                            ACCOUNTS * 3,
                            i -> () -> buyUntilCertain(shop, tokens.get(i / 3), i, bought));
            reaper.join();

            assertThat(answers)
                    .extracting(Answer::status)
                    .as("every caller got a definite answer")
                    .containsOnly(201, 409);
            Set<String> promised = new HashSet<>();
            answers.stream()
                    .filter(it -> it.status() == 201)
                    .forEach(it -> promised.add(it.body().path("id").asString()));
            Set<String> kept = new HashSet<>();
            for (String token : tokens) {
                JsonNode items = shop.get("/api/v1/orders", token).body().path("items");
                assertThat(items.size()).as("orders of one account").isLessThan(2);
                items.forEach(item -> kept.add(item.path("id").asString()));
            }
            assertThat(kept).as("no promised order is lost").containsAll(promised);
            assertThat(kept).hasSize(ALLOCATION);
            JsonNode audit = shop.get("/api/v1/admin/sales/rush/audit", admin).body();
            assertThat(audit.path("available").asInt()).isZero();
            assertThat(audit.path("balanced").asBoolean()).isTrue();
        }
    }

    /// As a careful client does: the same key until the answer is certain.
    private static Answer buyUntilCertain(Shop shop, String token, int i, AtomicInteger bought) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            try {
                Answer answer =
                        shop.buy(token, "rush")
                                .from("100.%d.%d.7".formatted(64 + i / 750, i / 3 % 250))
                                .key("intention-" + i)
                                .send();
                if (answer.status() == 201) {
                    bought.incrementAndGet();
                    return answer;
                }
                if (answer.status() == 409 && !answer.problem().equals("request-in-flight")) {
                    return answer;
                }
            } catch (UncheckedIOException e) {
                // The engine is dead: nobody knows whether this attempt bought. Ask again.
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        throw new AssertionError("no certain answer after " + TRIES + " attempts");
    }

    private static void killWhenBusy(EngineProcess engine, AtomicInteger bought) {
        while (bought.get() < SOLD_BEFORE_THE_CRASH) {
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
        try {
            engine.killAndRestart();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ConfigurableApplicationContext risk(RedisProcess store, int port) {
        List<String> settings = new ArrayList<>(common());
        settings.add("--server.port=" + port);
        settings.add("--spring.data.redis.port=" + store.port());
        settings.add("--fairgate.policy.file=classpath:policy/limits-wide.json");
        settings.add("--spring.mustache.check-template-location=false");
        return RiskServiceApplication.start(settings.toArray(String[]::new));
    }

    private static List<String> settings(RedisProcess ledger, int riskPort) {
        List<String> settings = new ArrayList<>(common());
        settings.add("--spring.data.redis.host=127.0.0.1");
        settings.add("--spring.data.redis.port=" + ledger.port());
        settings.add("--fairgate.risk.url=http://127.0.0.1:" + riskPort);
        return settings;
    }

    private static List<String> common() {
        byte[] bytes = new byte[32];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        String key = Base64.getEncoder().encodeToString(bytes);
        return List.of(
                "--spring.profiles.active=demo",
                "--management.server.port=-1",
                "--fairgate.network.trusted-proxies=127.0.0.0/8",
                "--fairgate.tokens.demo-key=" + key,
                "--fairgate.keys.session=" + key,
                "--fairgate.keys.device=" + key,
                "--fairgate.keys.challenge=" + key,
                "--fairgate.keys.ticket=test:" + key);
    }
}
