package dev.fairgate.models.replay;

import static dev.fairgate.models.replay.Replay.feature;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import dev.fairgate.models.feature.EntityKind;
import dev.fairgate.models.feature.FeatureName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PurchaseReplayTest {

    private static final String TWO_ACCOUNTS =
            """
            user_id,signup_time,purchase_time,purchase_value,device_id,ip_address,class
            bob,1/1/2015 0:00,1/1/2015 10:01,9,phone,10.1.2.3,0
            ann,1/1/2015 10:00,1/1/2015 10:00,34.5,phone,167838211.8,1
            ann,1/1/2015 10:00,1/1/2015 18:00,34,phone,10.1.2.4,1
            cid,,1/1/2015 18:00,1,,,
            """;

    private static final String COLUMNS =
            "account=user_id,registered=signup_time,device=device_id,address=ip_address,"
                    + "at=purchase_time,amount=purchase_value,label=class";

    private static final Offset<Double> EXACT = within(1e-12);

    private Replay replay = new Replay(Path.of("."));

    @BeforeEach
    void begin(@TempDir Path folder) throws IOException {
        replay = new Replay(folder);
        replay.write("two.csv", TWO_ACCOUNTS);
    }

    @Test
    void takesPurchasesInTheOrderOfTheirTimes() throws IOException {
        Replay.Ended ended = two("two.jsonl");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains("4 purchases replayed", "3 labels, 2 of them bots", "0 rows left out");
        assertThat(replay.decisions("two.jsonl"))
                .extracting(logged -> logged.names().get(EntityKind.ACCOUNT))
                .containsExactly("ann", "bob", "ann", "cid");
        assertThat(replay.decisions("two.jsonl").getFirst().at())
                .isEqualTo(Instant.parse("2015-01-01T10:00:00Z").toEpochMilli());
    }

    @Test
    void countsTwoAccountsOnOneDeviceAndAddress() throws IOException {
        two("two.jsonl");
        Logged ann = replay.decisions("two.jsonl").get(0);
        Logged bob = replay.decisions("two.jsonl").get(1);

        assertThat(feature(ann, FeatureName.ACCOUNT_AGE)).isZero();
        assertThat(feature(ann, FeatureName.DEVICE_ACCOUNTS))
                .isCloseTo(32 * Math.log(32 / 31.0), EXACT);
        assertThat(feature(ann, FeatureName.DEVICE_RATE_60S)).isEqualTo(1);
        assertThat(feature(ann, FeatureName.HANDS_ABSENT)).isEqualTo(1);
        assertThat(feature(ann, FeatureName.CLIENT_HEADERS)).isEqualTo(1);

        // A minute later: 10:01 is the begin of a minute, so all of the one before still counts.
        assertThat(feature(bob, FeatureName.ACCOUNT_AGE)).isEqualTo(10 * 3_600 + 60);
        assertThat(feature(bob, FeatureName.DEVICE_ACCOUNTS))
                .isCloseTo(32 * Math.log(32 / 30.0), EXACT);
        assertThat(feature(bob, FeatureName.DEVICE_RATE_60S)).isEqualTo(2);
        assertThat(feature(bob, FeatureName.DEVICE_ADDRESSES))
                .isCloseTo(32 * Math.log(32 / 31.0), EXACT);
        assertThat(feature(bob, FeatureName.ADDRESS_ACCOUNTS))
                .isCloseTo(128 * Math.log(128 / 126.0), EXACT);
        assertThat(feature(bob, FeatureName.ADDRESS_DEVICES))
                .isCloseTo(64 * Math.log(64 / 63.0), EXACT);
        assertThat(feature(bob, FeatureName.ACCOUNT_RATE_1H)).isEqualTo(1);
        assertThat(bob.turns())
                .isEqualTo(
                        Map.of(
                                EntityKind.ACCOUNT, 1,
                                EntityKind.DEVICE, 2,
                                EntityKind.ADDRESS, 2,
                                EntityKind.SITE, 2,
                                EntityKind.REGION, 2));
    }

    @Test
    void forgetsWhomTheStoreWouldHaveForgotten() throws IOException {
        two("two.jsonl");
        Logged ann = replay.decisions("two.jsonl").get(2);

        assertThat(ann.turns()).containsEntry(EntityKind.DEVICE, 1);
        assertThat(feature(ann, FeatureName.DEVICE_ACCOUNTS))
                .isCloseTo(32 * Math.log(32 / 31.0), EXACT);
    }

    @Test
    void saysNothingOfWhatIsNotThere() throws IOException {
        two("two.jsonl");
        Logged cid = replay.decisions("two.jsonl").get(3);

        assertThat(cid.turns()).isEqualTo(Map.of(EntityKind.ACCOUNT, 1));
        assertThat(feature(cid, FeatureName.DEVICE_ABSENT)).isEqualTo(1);
        assertThat(feature(cid, FeatureName.ACCOUNT_AGE_UNKNOWN)).isEqualTo(1);
        assertThat(feature(cid, FeatureName.ADDRESS_RATE_60S)).isZero();
        assertThat(feature(cid, FeatureName.ACCOUNT_ADDRESSES)).isZero();
        assertThat(cid.line()).doesNotContain("addresses");
    }

    @Test
    void givesTheSameBytesForTheSameFileAndKey() throws IOException {
        replay.write("key", "sixteen bytes at least");
        two("one.jsonl");
        two("other.jsonl");
        replay.run(
                csv("two.csv"),
                "--columns",
                COLUMNS,
                "--time-format",
                "M/d/yyyy H:mm",
                "--key-file",
                replay.file("key"),
                "-o",
                replay.file("keyed.jsonl"));

        assertThat(replay.file("one.jsonl")).hasSameBinaryContentAs(replay.file("other.jsonl"));
        assertThat(Files.readString(replay.file("keyed.jsonl")))
                .isNotEqualTo(Files.readString(replay.file("one.jsonl")));
        assertThat(replay.decisions("one.jsonl")).extracting(Logged::id).doesNotHaveDuplicates();
        assertThat(replay.decisions("one.jsonl").stream().map(Logged::id).toList()).isSorted();
    }

    @Test
    void isEqualToItselfWhenItsLogIsReplayed() throws IOException {
        two("two.jsonl.gz");

        Replay.Ended ended = replay.run(replay.file("two.jsonl.gz"));

        assertThat(ended.exitCode()).as(ended.out()).isZero();
        assertThat(ended.out()).contains("4 comparable", "4 equal", "0 different");
    }

    @Test
    void keepsLabelsBesideTheirDecisions() throws IOException {
        two("two.jsonl");
        String ann = replay.decisions("two.jsonl").getFirst().id();

        assertThat(Files.readString(replay.file("two.jsonl")))
                .contains(
                        "{\"v\":2,\"kind\":\"label\",\"decisionId\":\"%s\",\"label\":\"bot\","
                                        .formatted(ann)
                                + "\"source\":\"csv\",\"at\":\"2015-01-01T10:00:00Z\"}");
    }

    @Test
    void readsWhatIsPipedInAndWritesWhereItIsAsked() {
        byte[] csv = "account\nann\nMail@Example.org\n".getBytes(StandardCharsets.UTF_8);

        Replay.Ended ended = replay.run(csv, "-", "-o", "-");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.err()).contains("2 purchases replayed");
        List<String> lines = ended.out().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).contains("\"accountId\":\"ann\"", "1970-01-01T00:01:00Z");
        assertThat(lines.get(1)).contains("\"accountId\":\"x-").doesNotContainIgnoringCase("mail");
    }

    @Test
    void takesNoMoreRowsThanItCanPutInOrder() throws CannotReplay {
        Purchases two = new Purchases(2, Long.MAX_VALUE);
        two.add(purchase(1));
        two.add(purchase(2));

        assertThat(catchThrowable(() -> two.add(purchase(3))))
                .isInstanceOf(CannotReplay.class)
                .hasMessageContaining("more than the 2 rows");
    }

    private static Purchase purchase(long line) {
        return new Purchase(1, line, -1, 1, Purchase.Label.NONE, "ann", "", null);
    }

    private Replay.Ended two(String log) {
        return replay.run(
                csv("two.csv"),
                "--columns",
                COLUMNS,
                "--time-format",
                "M/d/yyyy H:mm",
                "-o",
                replay.file(log));
    }

    private Path csv(String name) {
        return replay.file(name);
    }
}
