package dev.fairgate.risk.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// Files that come, change, break and go: one look at a time, on the thread of the test.
@ExtendWith(OutputCaptureExtension.class)
class NetworkReloadTest {

    private static final Duration FAST = Duration.ofMillis(20);
    private static final NetworkFacts AMERICAN = new NetworkFacts(0, "", "US", NetworkKind.UNKNOWN);
    private static final NetworkFacts GOOGLE =
            new NetworkFacts(15_169, "Google LLC", "", NetworkKind.UNKNOWN);

    @TempDir Path home;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void usesAFileThatTookThePlaceOfAnother() throws IOException {
        MaxMindNetworks networks = networks();
        write(GeoLite.country());
        networks.round();
        assertThat(google(networks)).isEqualTo(AMERICAN);
        String version = networks.version();

        Path other = Files.write(home.resolve("new"), GeoLite.asn());
        Files.move(other, database(), StandardCopyOption.ATOMIC_MOVE);
        networks.round();

        assertThat(google(networks)).isEqualTo(GOOGLE);
        assertThat(networks.version()).isNotEqualTo(version).startsWith("GeoLite2-ASN.");
        assertThat(failures()).isZero();
    }

    @Test
    void answersFromOneSetOfFilesOnly() throws IOException {
        Path list = home.resolve("hosting.txt");
        MaxMindNetworks networks = networks();
        write(GeoLite.asn());
        networks.round();
        assertThat(google(networks).kind()).isEqualTo(NetworkKind.UNKNOWN);

        Files.writeString(list, "15169");
        write(GeoLite.country());
        assertThat(google(networks)).isEqualTo(GOOGLE);
        networks.round();

        // The number comes from the database that is gone.
        assertThat(google(networks)).isEqualTo(AMERICAN);
    }

    @Test
    void keepsWhatItHadWhileAFileIsHalf(CapturedOutput output) throws IOException {
        keepsWhatItHad(GeoLite.cutAsn(), output);
    }

    @Test
    void keepsWhatItHadWhileAFileIsDamaged(CapturedOutput output) throws IOException {
        keepsWhatItHad(GeoLite.damagedAsn(), output);
    }

    @Test
    void keepsWhatItHadWhileAFileIsEmpty(CapturedOutput output) throws IOException {
        keepsWhatItHad(new byte[0], output);
    }

    private void keepsWhatItHad(byte[] broken, CapturedOutput output) throws IOException {
        MaxMindNetworks networks = networks();
        write(GeoLite.country());
        networks.round();

        write(broken);
        networks.round();
        networks.round();
        assertThat(google(networks)).isEqualTo(AMERICAN);
        assertThat(output).containsOnlyOnce("cannot be read, what it told before stays");
        assertThat(failures()).isEqualTo(1);
        assertThat(inUse()).isEqualTo(1);

        write(Arrays.copyOf(broken, broken.length + 1));
        networks.round();
        assertThat(output.getOut().split("what it told before stays", -1)).hasSize(3);
        assertThat(failures()).isEqualTo(2);

        write(GeoLite.asn());
        networks.round();
        assertThat(google(networks)).isEqualTo(GOOGLE);
        assertThat(failures()).isEqualTo(2);
    }

    @Test
    void knowsNothingWithoutItsFileAndPicksItUp(CapturedOutput output) throws IOException {
        MaxMindNetworks networks = networks();
        networks.round();
        networks.round();
        assertThat(google(networks)).isEqualTo(NetworkFacts.UNKNOWN);
        assertThat(inUse()).isZero();
        assertThat(output).containsOnlyOnce("geo.mmdb is missing");

        write(GeoLite.asn());
        networks.round();
        assertThat(google(networks)).isEqualTo(GOOGLE);
        assertThat(inUse()).isEqualTo(1);

        Files.delete(database());
        networks.round();
        networks.round();
        assertThat(google(networks)).isEqualTo(NetworkFacts.UNKNOWN);
        assertThat(networks.version()).isEqualTo("none");
        assertThat(output.getOut().split("geo.mmdb is missing", -1)).hasSize(3);

        write(GeoLite.asn());
        networks.round();
        assertThat(google(networks)).isEqualTo(GOOGLE);
        assertThat(failures()).isZero();
    }

    @Test
    void takesAFolderForNoFile(CapturedOutput output) throws IOException {
        Files.createDirectory(database());
        MaxMindNetworks networks = networks();
        networks.round();

        assertThat(google(networks)).isEqualTo(NetworkFacts.UNKNOWN);
        assertThat(output).contains("geo.mmdb is missing");
    }

    @Test
    void changesTheKindWithAList(CapturedOutput output) throws IOException {
        write(GeoLite.asn());
        Path list = Files.writeString(home.resolve("hosting.txt"), "15169");
        MaxMindNetworks networks = networks();
        networks.round();
        assertThat(google(networks).kind()).isEqualTo(NetworkKind.HOSTING);

        Files.writeString(list, "13335\nnonsense");
        networks.round();
        assertThat(google(networks).kind()).isEqualTo(NetworkKind.UNKNOWN);
        assertThat(output).containsOnlyOnce("1 of its lines are left out, line 2 first");

        Files.writeString(list, "only nonsense");
        networks.round();
        assertThat(networks.of(address("1.1.1.1")).kind()).isEqualTo(NetworkKind.HOSTING);
        assertThat(failures()).isEqualTo(1);
    }

    @Test
    void looksByItselfUntilItIsClosed() throws IOException {
        try (MaxMindNetworks networks = networks()) {
            networks.start();
            write(GeoLite.asn());
            await().atMost(Duration.ofSeconds(20)).until(() -> google(networks).equals(GOOGLE));

            write(GeoLite.country());
            await().atMost(Duration.ofSeconds(20)).until(() -> google(networks).equals(AMERICAN));
        }
    }

    private MaxMindNetworks networks() {
        return new MaxMindNetworks(
                new MaxMindNetworks.Sources(
                        List.of(DataFile.of(database().toString())),
                        List.of(DataFile.of(home.resolve("hosting.txt").toString())),
                        List.of()),
                FAST,
                registry);
    }

    private Path database() {
        return home.resolve("geo.mmdb");
    }

    private void write(byte[] bytes) throws IOException {
        Files.write(database(), bytes);
    }

    private double failures() {
        return registry.counter("fairgate.networks.reload.failures").count();
    }

    private double inUse() {
        return registry.get("fairgate.networks.databases").gauge().value();
    }

    private static NetworkFacts google(Networks networks) {
        return networks.of(address("8.8.8.8"));
    }

    private static ClientAddress address(String literal) {
        return ClientAddress.parse(literal).orElseThrow();
    }
}
