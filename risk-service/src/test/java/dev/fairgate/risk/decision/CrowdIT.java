package dev.fairgate.risk.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairgate.risk.Hand;
import dev.fairgate.risk.Purchase;
import dev.fairgate.risk.RiskNode;
import dev.fairgate.risk.cluster.CampaignWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Crowds of people, and crowds that one script drives, against two nodes with the default policy.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrowdIT {

    private static final List<String> AGENTS =
            List.of(
                    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/141.0 Safari/537.36",
                    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) Version/19.1 Safari",
                    "Mozilla/5.0 (Linux; Android 16; Pixel 9) Chrome/141.0 Mobile Safari/537.36",
                    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/19.1 Safari/605.1.15",
                    "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0");
    private static final List<String> HEADERS =
            List.of(
                    "Host",
                    "User-Agent",
                    "Accept",
                    "Accept-Language",
                    "Accept-Encoding",
                    "Origin",
                    "Sec-Fetch-Site");

    /// Campaigns are looked for ten times as often as by default, and crowds come four times as
    /// fast.
    private static final Duration FASTER = Duration.ofMillis(200);

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final List<RiskNode> nodes = new ArrayList<>();

    @BeforeAll
    void start() {
        for (int i = 0; i < 2; i++) {
            nodes.add(RiskNode.start(Map.of("fairgate.campaigns.every", "200ms")));
        }
    }

    @AfterAll
    void stop() {
        nodes.forEach(RiskNode::close);
    }

    @Test
    void lets300PeopleBehindOneAddressBuy() {
        String address = Purchase.newAddress();
        Random random = new Random(7);
        List<JsonNode> decisions =
                IntStream.range(0, 300)
                        .mapToObj(i -> person(i, address, random))
                        .map(this::assess)
                        .toList();

        assertThat(decisions)
                .extracting(CrowdIT::disposition)
                .containsAnyOf("proceed")
                .allMatch(it -> it.equals("proceed") || it.equals("challenge"));
        assertThat(decisions.stream().filter(it -> disposition(it).equals("challenge")))
                .as("challenged: %s", reasons(decisions))
                .hasSizeLessThanOrEqualTo(15);
    }

    @Test
    void finds300AccountsOfOneScriptOver300Addresses() {
        Random random = new Random(11);
        List<JsonNode> decisions = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            decisions.add(assess(scripted(i, random)));
            LockSupport.parkNanos(FASTER.toNanos() / 4); // the rate of the crowd
        }

        long through = decisions.stream().filter(it -> disposition(it).equals("proceed")).count();
        assertThat(through).as("reasons: %s", reasons(decisions)).isLessThanOrEqualTo(30);
        assertThat(decisions.stream().flatMap(CrowdIT::codes).filter("campaign"::equals))
                .hasSizeGreaterThan(200);
        assertThat(decisions).extracting(CrowdIT::disposition).doesNotContain("block", "throttle");
    }

    @Test
    void findsOneScriptThatTakesAnotherAddressEachOf5000Times() {
        Random random = new Random(17);
        List<JsonNode> decisions = new ArrayList<>();
        for (int batch = 0; batch < 100; batch++) {
            if (batch == 8) {
                awaitCampaign();
            }
            List<String> items = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                int number = 50 * batch + i;
                items.add(wandering(number, random).json());
            }
            nodes.get(batch % 2)
                    .callBatch("{\"items\":[" + String.join(",", items) + "]}")
                    .get("items")
                    .valueStream()
                    .map(item -> item.get("decision"))
                    .forEach(decisions::add);
        }

        long through = decisions.stream().filter(it -> disposition(it).equals("proceed")).count();
        assertThat(decisions).hasSize(5_000);
        assertThat(through).as("reasons: %s", reasons(decisions)).isLessThanOrEqualTo(500);
        assertThat(decisions).extracting(CrowdIT::disposition).doesNotContain("block");
    }

    @Test
    void challengesAnAccountThatComesFromAnotherAddressEveryTime() {
        List<JsonNode> decisions = new ArrayList<>();
        Random random = new Random(13);
        for (int i = 0; i < 60; i++) {
            Purchase next =
                    Purchase.of("rotating-" + run, "10." + (100 + i % 100) + "." + i / 100 + ".9")
                            .with(fields(i, Hand.person(random), Duration.ofDays(90), i * 3_000L));
            decisions.add(assess(next));
            LockSupport.parkNanos(1); // none: account limits are not what is tested
        }

        assertThat(decisions.stream().skip(12).map(CrowdIT::disposition)).doesNotContain("proceed");
        assertThat(reasons(decisions)).containsKey("moving-account");
    }

    private Purchase person(int number, String address, Random random) {
        double years = Math.exp(random.nextGaussian() * 2 - 1);
        Duration age = Duration.ofSeconds((long) (years * 31_536_000) + 300);
        String name = "person-" + run + "-" + number;
        return Purchase.of(name, address)
                .on("d-" + name)
                .with(fields(random.nextInt(5), Hand.person(random), age, number * 200L));
    }

    private Purchase scripted(int number, Random random) {
        String name = "script-" + run + "-" + number;
        Duration age = Duration.ofDays(1 + random.nextInt(700));
        return Purchase.of(name, "10." + (200 + number / 200) + "." + number % 200 + ".77")
                .on("d-" + name)
                .with(fields(0, Hand.script(random, 20, 3), age, number * 200L));
    }

    /// Until both nodes know of the script; how long that takes is what `CampaignsIT` is about.
    private void awaitCampaign() {
        for (RiskNode node : nodes) {
            CampaignWatch watch = node.bean(CampaignWatch.class);
            await().atMost(Duration.ofSeconds(10)).until(() -> watch.snapshot().members() >= 300);
        }
    }

    /// Of another account, device, address and network each time.
    private Purchase wandering(int number, Random random) {
        String name = "wanderer-" + run + "-" + number;
        Duration age = Duration.ofDays(1 + random.nextInt(700));
        String address = "11." + number / 250 + "." + number % 250 + "." + (1 + number % 200);
        return Purchase.of(name, address)
                .on("d-" + name)
                .with(fields(1, Hand.script(random, 60, 2), age, number * 12L));
    }

    private static Map<String, Object> fields(int agent, String hand, Duration age, long later) {
        Instant now = Instant.now().plusMillis(later);
        Map<String, Object> fields = new HashMap<>();
        fields.put("userAgent", AGENTS.get(agent % AGENTS.size()));
        fields.put("headerNames", HEADERS);
        fields.put("now", now.toString());
        fields.put("registeredAt", now.minus(age).toString());
        fields.put("telemetry", JsonMapper.shared().readTree(hand));
        return fields;
    }

    private JsonNode assess(Purchase purchase) {
        RiskNode node = nodes.get(purchase.account().hashCode() & 1);
        JsonNode decision = node.assess(purchase);
        node.finish(purchase, 409);
        return decision;
    }

    private static String disposition(JsonNode decision) {
        return decision.get("disposition").stringValue();
    }

    private static Stream<String> codes(JsonNode decision) {
        return decision.get("reasons").valueStream().map(it -> it.get("code").stringValue());
    }

    private static Map<String, Integer> reasons(List<JsonNode> decisions) {
        Map<String, Integer> reasons = new HashMap<>();
        decisions.stream()
                .flatMap(CrowdIT::codes)
                .forEach(code -> reasons.merge(code, 1, Integer::sum));
        return reasons;
    }
}
