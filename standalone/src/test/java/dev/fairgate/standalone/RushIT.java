package dev.fairgate.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.standalone.Shop.Answer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Everybody at once, under limits so wide that only stock and rules of the sale decide.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RushIT {

    private static final String POLICY = "classpath:policy/limits-wide.json";
    private static final int ACCOUNTS = 400;
    private static final int ALLOCATION = 200;

    private FirstRun run;
    private Shop shop;
    private String admin;

    @BeforeAll
    void start(@TempDir Path home) {
        run = FirstRun.start(home, POLICY);
        shop = run.shop();
        admin = shop.account("boss", "admin");
    }

    @AfterAll
    void stop() {
        run.close();
    }

    @Test
    void saysWhereToGoInOneLine() {
        assertThat(run.printed().lines().filter(line -> line.startsWith("Fairgate is ready:")))
                .singleElement()
                .asString()
                .contains(run.storefront() + "/", run.console());
        assertThat(shop.get("/api/v1/sales/demo", "").body().path("available").asInt())
                .isEqualTo(100);
    }

    @Test
    void sellsExactlyTheAllocationToAsManyAccounts() throws InterruptedException {
        shop.open(admin, "rush", ALLOCATION);
        List<String> tokens =
                IntStream.range(0, ACCOUNTS).mapToObj(i -> shop.account("rush-" + i)).toList();

        List<Answer> answers =
                Together.run(
                        ACCOUNTS * 3,
                        i -> () -> shop.buy(tokens.get(i / 3), "rush").from(network(i / 3)).send());

        // Shed and in-flight ones have had no verdict yet: each account asks once more, alone.
        assertThat(answers)
                .extracting(it -> it.status() + " " + it.problem())
                .isSubsetOf(
                        "201 ",
                        "409 request-in-flight",
                        "409 limit-reached",
                        "409 sold-out",
                        "503 overloaded",
                        "503 risk-unavailable");
        Set<String> buyers = new HashSet<>();
        int orders = 0;
        for (Answer answer : answers) {
            if (answer.status() == 201) {
                orders++;
                buyers.add(answer.body().path("accountId").asString());
            }
        }
        for (int i = 0; i < ACCOUNTS; i++) {
            Answer again = shop.buy(tokens.get(i), "rush").from(network(i)).send();
            if (again.status() == 201) {
                orders++;
                buyers.add(again.body().path("accountId").asString());
            } else {
                assertThat(again.problem()).isIn("limit-reached", "sold-out");
            }
        }

        assertThat(orders).isEqualTo(ALLOCATION);
        assertThat(buyers).hasSize(ALLOCATION);
        JsonNode audit = shop.get("/api/v1/admin/sales/rush/audit", admin).body();
        assertThat(audit.path("available").asInt()).isZero();
        assertThat(audit.path("held").asInt() + audit.path("sold").asInt()).isEqualTo(ALLOCATION);
        assertThat(audit.path("balanced").asBoolean()).isTrue();
    }

    @Test
    void fiftyWithOneIdempotencyKeyGetOneOrder() throws InterruptedException {
        shop.open(admin, "keyed", 10);
        String token = shop.account("keyed");

        List<Answer> answers =
                Together.run(50, i -> () -> shop.buy(token, "keyed").key("one-intention").send());
        Answer replay = shop.buy(token, "keyed").key("one-intention").send();

        assertThat(answers).extracting(Answer::status).isSubsetOf(201, 409);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 201)
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.body()).isEqualTo(replay.body()));
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 409)
                .extracting(Answer::problem)
                .allMatch("request-in-flight"::equals);
        assertThat(shop.get("/api/v1/admin/sales/keyed/audit", admin).body().path("held").asInt())
                .isEqualTo(1);
    }

    @Test
    void aReturnedUnitIsOnSaleAgain() {
        shop.open(admin, "returned", 1);
        String first = shop.account("first");
        String second = shop.account("second");
        String order = shop.buy(first, "returned").send().body().path("id").asString();
        assertThat(shop.buy(second, "returned").send().problem()).isEqualTo("sold-out");

        assertThat(shop.delete("/api/v1/orders/" + order, first).body().path("status").asString())
                .isEqualTo("cancelled");

        assertThat(shop.buy(second, "returned").send().status()).isEqualTo(201);
    }

    @Test
    void payingTwiceIsPayingOnce() {
        shop.open(admin, "paid", 1);
        String token = shop.account("payer");
        String order = shop.buy(token, "paid").send().body().path("id").asString();

        for (int i = 0; i < 2; i++) {
            Answer paid = shop.post("/api/v1/orders/" + order + "/payment", token);
            assertThat(paid.status()).isEqualTo(200);
            assertThat(paid.body().path("status").asString()).isEqualTo("paid");
        }

        assertThat(shop.delete("/api/v1/orders/" + order, token).problem()).isEqualTo("order-paid");
        JsonNode audit = shop.get("/api/v1/admin/sales/paid/audit", admin).body();
        assertThat(audit.path("sold").asInt()).isEqualTo(1);
        assertThat(audit.path("held").asInt()).isZero();
    }

    /// Every account in a /24 of its own.
    private static String network(int i) {
        return "100.%d.%d.7".formatted(64 + i / 250, i % 250);
    }
}
