package dev.fairgate.risk.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.risk.Purchase;
import dev.fairgate.risk.RiskNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The log of a running service.
class DecisionLogIT {

    @TempDir Path folder;

    private final String account = "u-" + UUID.randomUUID();
    private final String address = Purchase.newAddress();
    private final List<JsonNode> answers = new ArrayList<>();

    @Test
    void hasOneLineForEachDecisionAndNothingSecret() throws IOException {
        try (RiskNode node = start("policy-test/strict-wide.json")) {
            Purchase asking = Purchase.of(account, address).on("d-1");
            JsonNode first = keep(node.assess(asking));
            assertThat(node.assess(asking)).isEqualTo(first); // a repeat is no new decision
            node.finish(asking, 428);
            String challenge = first.at("/challenge/id").stringValue();
            Purchase answering = asking.answering(challenge, node.answerOf(challenge));
            assertThat(keep(node.assess(answering)).get("ticket").isString()).isTrue();
            keep(node.assess(asking.again()));
            batch(node, 20);
        }

        List<JsonNode> all = lines();
        List<JsonNode> lines = all.stream().filter(line -> !line.has("kind")).toList();
        assertThat(lines)
                .extracting(line -> line.get("decisionId"))
                .containsExactlyInAnyOrderElementsOf(ids());
        assertThat(lines.subList(0, 3))
                .extracting(line -> line.get("disposition").stringValue())
                .containsExactly("challenge", "proceed", "in-flight");
        assertThat(lines.getFirst().get("challenge").stringValue()).isEqualTo("proof_of_work");
        assertThat(lines.getFirst().get("deviceId").stringValue()).isEqualTo("d-1");
        assertThat(lines.getFirst().get("limits").valueStream())
                .extracting(limit -> limit.get("entity").stringValue())
                .contains("account", "device", "address");
        assertThat(lines)
                .allMatch(line -> line.get("tookUs").longValue() > 0)
                .allMatch(line -> line.get("features").size() == FeatureName.values().length)
                .extracting(line -> line.at("/addresses/20").stringValue())
                .containsOnly(lines.getFirst().at("/addresses/20").stringValue());
        // The repeat has no line; the profile of the account has seen it all the same.
        assertThat(lines.subList(0, 3))
                .extracting(line -> line.at("/entities/0/entity").stringValue())
                .containsOnly("account");
        assertThat(lines.subList(0, 3))
                .extracting(line -> line.at("/entities/0/sequence").intValue())
                .containsExactly(1, 3, 4);
        List<JsonNode> asked = events(all, "challenge");
        assertThat(events(all, "response"))
                .singleElement()
                .satisfies(
                        response -> {
                            assertThat(response.get("challengeRef"))
                                    .isEqualTo(asked.getFirst().get("challengeRef"));
                            assertThat(response.get("result").stringValue()).isEqualTo("right");
                            assertThat(response.get("solveMs").longValue()).isNotNegative();
                        });
        String text = all.toString();
        assertThat(secrets()).hasSizeGreaterThan(20).noneMatch(text::contains);
    }

    private RiskNode start(String policy) {
        return RiskNode.start(
                Map.of(
                        "fairgate.decision-log.folder",
                        folder.resolve("decisions").toString(),
                        "fairgate.policy.file",
                        "classpath:" + policy));
    }

    private void batch(RiskNode node, int items) {
        List<String> purchases =
                IntStream.range(0, items)
                        .mapToObj(i -> Purchase.of(account + "-" + i, address).json())
                        .toList();
        node.callBatch("{\"items\":[" + String.join(",", purchases) + "]}")
                .get("items")
                .forEach(item -> keep(item.get("decision")));
    }

    private JsonNode keep(JsonNode answer) {
        answers.add(answer);
        return answer;
    }

    private List<JsonNode> ids() {
        return answers.stream().map(answer -> answer.get("decisionId")).toList();
    }

    /// The address, all tickets, and what is inside challenges.
    private List<String> secrets() {
        Stream<JsonNode> tickets = answers.stream().map(answer -> answer.get("ticket"));
        Stream<JsonNode> challenges =
                answers.stream()
                        .flatMap(
                                answer ->
                                        Stream.of(
                                                answer.at("/challenge/id"),
                                                answer.at("/challenge/parameters/signature")));
        return Stream.concat(
                        Stream.of(address),
                        Stream.concat(tickets, challenges)
                                .filter(JsonNode::isString)
                                .map(JsonNode::stringValue))
                .toList();
    }

    private static List<JsonNode> events(List<JsonNode> lines, String kind) {
        return lines.stream().filter(line -> line.path("kind").asString("").equals(kind)).toList();
    }

    private List<JsonNode> lines() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("decisions"))) {
            Path segment =
                    files.filter(file -> SegmentFile.of(file).isPresent())
                            .findFirst()
                            .orElseThrow();
            return Files.readAllLines(segment).stream().map(JsonMapper.shared()::readTree).toList();
        }
    }
}
