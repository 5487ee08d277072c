package dev.fairgate.risk.preview;

import dev.fairgate.risk.Hand;
import dev.fairgate.risk.Purchase;
import dev.fairgate.risk.RiskNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A made-up crowd in scripted time: people alone, people behind shared addresses, accounts and
/// devices that hammer, on IPv4 and IPv6. The same seed is the same crowd to the millisecond.
final class Crowd {

    /// An account is in a batch once only: else it would be in its own way.
    private static final int BATCH = 40;

    private final long seed;
    private final Random random;
    private final List<Purchase> requests = new ArrayList<>();

    Crowd(long seed, int requests, Instant begin) {
        this.seed = seed;
        this.random = new Random(seed);
        for (int i = 0; i < requests; i++) {
            this.requests.add(request(i, begin.plus(Duration.ofMillis(37L * i))));
        }
    }

    private Purchase request(int number, Instant at) {
        boolean hammers = random.nextInt(4) == 0;
        int who = number % BATCH * 20 + (hammers ? 0 : random.nextInt(20));
        Map<String, Object> more = new HashMap<>();
        more.put("now", at.toString());
        more.put("registeredAt", at.minus(Duration.ofHours(1 + who % 60)).toString());
        if (who % 3 != 0) {
            more.put("telemetry", JsonMapper.shared().readTree(Hand.person(random)));
        }
        Purchase purchase =
                new Purchase(
                                "%02d%024d".formatted(seed, number),
                                "c-" + who,
                                address(who),
                                null,
                                null,
                                null,
                                Map.of())
                        .with(more);
        return who % 5 == 0 ? purchase : purchase.on("device-" + who % 200);
    }

    private static String address(int who) {
        return switch (who % 4) {
            case 0 -> "10.1." + who % 3 + "." + who % 7; // shared by many
            case 1 -> "10.2." + who / 250 + "." + who % 250;
            case 2 -> "2001:db8:1:" + who % 5 + "::" + who;
            default -> "2001:db8:2:" + Integer.toHexString(who) + "::1";
        };
    }

    /// Sends all of it, in order, and returns the disposition of each by its id.
    SequencedMap<String, String> send(RiskNode node) {
        SequencedMap<String, String> answers = new LinkedHashMap<>();
        String finished = "";
        for (int from = 0; from < requests.size(); from += BATCH) {
            List<Purchase> batch = requests.subList(from, Math.min(from + BATCH, requests.size()));
            String items = batch.stream().map(Purchase::json).collect(Collectors.joining(","));
            JsonNode answer =
                    node.callBatch("{\"items\":[" + items + "],\"finished\":[" + finished + "]}");
            for (int i = 0; i < batch.size(); i++) {
                JsonNode decision = answer.get("items").get(i).get("decision");
                answers.put(batch.get(i).id(), decision.get("disposition").stringValue());
            }
            finished = batch.stream().map(it -> it.finished(200)).collect(Collectors.joining(","));
        }
        return answers;
    }
}
