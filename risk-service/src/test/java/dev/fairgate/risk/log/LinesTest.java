package dev.fairgate.risk.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.fairgate.captcha.ChallengeKind;
import dev.fairgate.captcha.Verification;
import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.risk.decision.Weighings;
import dev.fairgate.risk.label.Label;
import dev.fairgate.risk.label.LabelKey;
import dev.fairgate.risk.label.LabelKey.Kind;
import dev.fairgate.risk.label.Standing;
import dev.fairgate.risk.list.Listed;
import dev.fairgate.risk.list.Treatment;
import dev.fairgate.risk.log.CampaignLog.Cluster;
import dev.fairgate.risk.log.Decided.Asked;
import dev.fairgate.risk.log.Decided.Grounds;
import dev.fairgate.risk.log.Line.Became;
import dev.fairgate.risk.log.Line.CampaignsInForce;
import dev.fairgate.risk.log.Line.Challenged;
import dev.fairgate.risk.log.Line.Gap;
import dev.fairgate.risk.log.Line.Labelled;
import dev.fairgate.risk.log.Line.Responded;
import dev.fairgate.risk.outcome.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is written, held against `docs/contract`.
class LinesTest {

    private static final String SCHEMA = schemaText();
    private static final Decided FULL =
            Decided.of(Decisions.weighed(), Decisions.challenge(), Duration.ofNanos(4_210_999));
    private static final Decided SPARSE =
            Decided.of(
                    Weighings.of(Decisions.request("2001:db8:12:3456::1"), List.of()),
                    Decisions.proceed(),
                    Duration.ZERO);
    private static final Challenged CHALLENGED =
            new Challenged(
                    "01KAPZ9E07ZYXWVTSRQPNMKJHG",
                    ChallengeRef.of("canary-challenge"),
                    ChallengeKind.PROOF_OF_WORK,
                    Decisions.NOW);
    private static final Responded RESPONDED =
            new Responded(
                    ChallengeRef.of("canary-challenge"),
                    "alice",
                    "demo",
                    new Verification.Right(Duration.ofMillis(2_150)),
                    Instant.parse("2026-11-22T16:00:02.500Z"));
    private static final CampaignsInForce CAMPAIGNS =
            new CampaignsInForce(
                    "01KAPZ-7",
                    Instant.parse("2026-11-22T15:59:58Z"),
                    List.of(new Cluster("c-2", 12, 1), new Cluster("c-1", 300, 0.875)));

    private static final Became BECAME =
            new Became(
                    "01KAPZ9E07ZYXWVTSRQPNMKJHG",
                    Outcome.PAID,
                    Instant.parse("2026-11-22T16:01:30Z"),
                    "alice",
                    "demo",
                    "demo.01KAPZ9E00ABCDEFGHJKMNPQRS",
                    "pay_01KAPZB4J7",
                    Instant.parse("2026-11-22T16:01:30.250Z"));
    private static final Became BECAME_SPARSE =
            new Became(
                    "01KAPZ9E07ZYXWVTSRQPNMKJHG",
                    Outcome.REFUND_DUE,
                    Decisions.NOW,
                    null,
                    null,
                    null,
                    null,
                    Decisions.NOW);

    private static final Labelled LABELLED =
            labelled(
                    new LabelKey(Kind.DECISION, "01KAPZ9E07ZYXWVTSRQPNMKJHG", Optional.empty()),
                    Label.HUMAN,
                    "appeal",
                    "2026-11-23T09:00:00Z",
                    "2026-11-23T09:00:00.125Z");
    private static final Labelled LABELLED_ACCOUNT =
            labelled(
                    new LabelKey(Kind.ACCOUNT, "mallory", Optional.of("demo")),
                    Label.BOT,
                    "review",
                    "2026-11-23T10:00:00.500Z",
                    "2026-11-23T10:00:00.500Z");

    private static Labelled labelled(
            LabelKey key, Label label, String source, String at, String takenAt) {
        return new Labelled(
                new Standing(
                        key,
                        label,
                        source,
                        Instant.parse(at),
                        "canary-analyst",
                        Instant.parse(takenAt)));
    }

    @Test
    void writesTheExamplesOfItsSchema() {
        JsonNode examples = tree(SCHEMA).get("examples");

        assertThat(tree(write(FULL))).isEqualTo(examples.get(0));
        assertThat(tree(write(new Gap(17)))).isEqualTo(examples.get(1));
        assertThat(tree(write(BECAME))).isEqualTo(examples.get(2));
        assertThat(tree(write(CHALLENGED))).isEqualTo(examples.get(3));
        assertThat(tree(write(RESPONDED))).isEqualTo(examples.get(4));
        assertThat(tree(write(CAMPAIGNS))).isEqualTo(examples.get(5));
        assertThat(tree(write(LABELLED))).isEqualTo(examples.get(6));
        assertThat(tree(write(LABELLED_ACCOUNT))).isEqualTo(examples.get(7));
        assertThat(examples.size()).isEqualTo(8);
    }

    @Test
    void saysWhatCameOfAResponse() {
        assertThat(result(new Verification.Wrong(2))).isEqualTo("wrong");
        assertThat(result(new Verification.TooManyWrong(Duration.ofSeconds(9))))
                .isEqualTo("too-many");
        assertThat(result(new Verification.NotCounted())).isEqualTo("not-counted");
    }

    private static String result(Verification verification) {
        String line =
                write(
                        new Responded(
                                RESPONDED.challenge(),
                                "alice",
                                "demo",
                                verification,
                                Decisions.NOW));
        assertValid(line);
        assertThat(tree(line).has("solveMs")).isFalse();
        return tree(line).get("result").stringValue();
    }

    @ParameterizedTest
    @EnumSource(names = {"ALLOW", "DENY"})
    void saysWhatTheListsSaid(Listed listed) {
        Grounds grounds = SPARSE.grounds();
        Grounds marked =
                new Grounds(
                        grounds.network(),
                        grounds.cells(),
                        grounds.hands(),
                        grounds.touch(),
                        grounds.turns(),
                        grounds.limits(),
                        grounds.features(),
                        grounds.campaigns(),
                        grounds.cleared(),
                        new Treatment(listed, List.of(Treatment.EVERY)),
                        false);
        String line = write(new Decided(SPARSE.asked(), marked, SPARSE.ruling()));

        assertValid(line);
        assertThat(tree(line).get("listed").stringValue()).isEqualTo(listed.wireName());
        assertThat(tree(line).get("suppressed").toString()).isEqualTo("[\"*\"]");
        assertThat(tree(write(SPARSE)).has("listed")).isFalse();
        assertThat(tree(write(SPARSE)).has("suppressed")).isFalse();
    }

    @Test
    void writesTheVeryNumbersThatADecisionWasMadeFrom() {
        double[] row = FeatureRow.absent().values();
        row[0] = Math.nextUp(0.1);
        row[1] = 1.0 / 3;
        row[2] = Double.MIN_VALUE;
        row[3] = -0.0;
        FeatureRow features = FeatureRow.of(row);
        Grounds grounds = FULL.grounds();
        Decided decided =
                new Decided(
                        FULL.asked(),
                        new Grounds(
                                grounds.network(),
                                grounds.cells(),
                                0,
                                null,
                                List.of(),
                                List.of(),
                                features,
                                "none",
                                true,
                                Treatment.USUAL,
                                false),
                        FULL.ruling());

        double[] read =
                tree(write(decided))
                        .get("features")
                        .valueStream()
                        .mapToDouble(JsonNode::asDouble)
                        .toArray();

        assertThat(bits(read)).isEqualTo(bits(features.values()));
        assertThat(tree(write(decided)).get("featureVersion").intValue())
                .isEqualTo(FeatureName.schema().version());
    }

    private static long[] bits(double[] values) {
        return DoubleStream.of(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }

    @Test
    void keepsTheThousandLargestCampaigns() {
        List<Cluster> clusters =
                IntStream.rangeClosed(1, 1_001)
                        .mapToObj(size -> new Cluster("c-" + size, size, 0.5))
                        .toList();

        String line = write(new CampaignsInForce("s", Decisions.NOW, clusters));

        assertValid(line);
        assertThat(tree(line).at("/clusters/999/size").intValue()).isEqualTo(2);
        assertThatThrownBy(() -> new Cluster("c", 3, Double.NaN)).hasMessageContaining("tightness");
    }

    @Test
    void writesWhatItsSchemaAllowsAndLeavesOutWhatIsNotThere() {
        assertValid(write(FULL));
        assertValid(write(SPARSE));
        assertValid(write(new Gap(1)));
        assertValid(write(BECAME));
        assertValid(write(BECAME_SPARSE));
        assertValid(write(LABELLED));
        assertValid(write(LABELLED_ACCOUNT));
        assertThat(tree(write(BECAME_SPARSE)).propertyNames())
                .doesNotContain("accountId", "saleId", "orderId", "paymentReference");
        assertThat(tree(write(SPARSE)).propertyNames())
                .doesNotContain(
                        "modelVersion",
                        "retryAfterMs",
                        "challenge",
                        "handsId",
                        "propensity",
                        "shadowRules");
        assertThat(tree(write(SPARSE)).at("/cells").propertyNames()).contains("device");
        assertThat(tree(write(SPARSE)).at("/network").propertyNames()).containsExactly("kind");
        assertThat(tree(write(SPARSE)).at("/addresses").propertyNames())
                .containsExactly("64", "56", "48");
    }

    @Test
    void noticesALineThatBreaksItsSchema() {
        assertThat(faults(write(FULL).replace("\"v\":2,", ""))).isNotEmpty();
        assertThat(faults(write(FULL).replace("alice", "203.0.113.77"))).isNotEmpty();
        assertThat(faults(write(new Gap(0)))).isNotEmpty();
        assertThat(faults(write(BECAME).replace("paid", "unpaid"))).isNotEmpty();
        assertThat(faults(write(LABELLED).replace("decisionId", "saleId"))).isNotEmpty();
        assertThat(faults(write(LABELLED_ACCOUNT).replace("accountId", "orderId"))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"}\n{\"v\":2,\"gap\":9}\n",
                "\r\u0000\u0001\u001b[31m\u007f\u0085\u2028\u2029",
                "\ud800 alone, \udc00\ud800 swapped, \ud83c\udf4a whole",
                "аӏісе\\\\\"\\u0000",
            })
    void keepsAnyTextInOneLineOfAscii(String text) {
        String line = write(hostile(text));

        assertThat(line).matches("[ -\u007f]*}\n");
        JsonNode read = tree(line);
        assertThat(read.get("accountId").stringValue()).isEqualTo(text);
        assertThat(read.at("/reasons/0/code").stringValue()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"}\n{\"v\":2,\"gap\":9}\n", "\r\u0000\u001b[31m\u2028", "\ud800"})
    void keepsAnyEventInOneLineOfAscii(String text) {
        List<Line> events =
                List.of(
                        new Challenged(
                                text, ChallengeRef.of(text), ChallengeKind.IMAGE, Decisions.NOW),
                        new Responded(
                                ChallengeRef.of(text),
                                text,
                                text,
                                new Verification.NotCounted(),
                                Decisions.NOW),
                        new Became(
                                text,
                                Outcome.PAID,
                                Decisions.NOW,
                                text,
                                text,
                                text,
                                text,
                                Decisions.NOW),
                        new CampaignsInForce(
                                text, Decisions.NOW, List.of(new Cluster(text, 1, 0))));

        assertThat(events)
                .allSatisfy(
                        event -> {
                            assertThat(write(event)).matches("[ -\u007f]*}\n");
                            assertThat(tree(write(event)).get("v").intValue()).isEqualTo(2);
                        });
    }

    @Test
    void putsManyLinesOneBelowTheOther() {
        Lines lines = new Lines(Decisions.KEY);
        lines.add(SPARSE);
        lines.add(new Gap(3));
        lines.add(BECAME);

        assertThat(lines.count()).isEqualTo(3);
        assertThat(lines.entries()).isEqualTo(2);
        assertThat(text(lines)).isEqualTo(write(SPARSE) + write(new Gap(3)) + write(BECAME));
        assertThatThrownBy(() -> lines.use(Decisions.key("ba9876543210", 1)))
                .isInstanceOf(IllegalStateException.class);
        lines.clear();
        assertThat(lines.toBytes()).isEmpty();
        assertThat(lines.count()).isZero();
    }

    @Test
    void hasNothingOfWhatIsSecret() {
        String all =
                Stream.concat(
                                Stream.of(FULL, SPARSE, CHALLENGED, RESPONDED, BECAME, CAMPAIGNS)
                                        .map(line -> write(line) + line),
                                Stream.of(LABELLED, LABELLED_ACCOUNT).map(LinesTest::write))
                        .collect(Collectors.joining());

        assertThat(all)
                .contains("alice")
                .doesNotContain("canary", Decisions.ADDRESS, "203.0.113", "2001:db8");
    }

    private static Decided hostile(String text) {
        return Decisions.line(
                new Asked(
                        text,
                        Decisions.NOW,
                        text,
                        text,
                        text,
                        null,
                        1,
                        FULL.asked().address(),
                        false),
                text,
                text,
                text);
    }

    private static String write(Line line) {
        Lines lines = new Lines(Decisions.KEY);
        lines.add(line);
        return text(lines);
    }

    private static String text(Lines lines) {
        return new String(lines.toBytes(), StandardCharsets.UTF_8);
    }

    private static void assertValid(String json) {
        assertThat(faults(json)).isEmpty();
    }

    private static List<Error> faults(String json) {
        Schema schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(SCHEMA, InputFormat.JSON);
        return schema.validate(json, InputFormat.JSON);
    }

    private static JsonNode tree(String json) {
        return JsonMapper.shared().readTree(json);
    }

    private static String schemaText() {
        try {
            return Files.readString(Path.of("../docs/contract/schema/decision-record.schema.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
