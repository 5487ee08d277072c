package dev.fairgate.risk.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Databases of the types that a first run has not, written by the test.
class MaxMindDatabaseTest {

    @TempDir Path home;

    @ParameterizedTest
    @CsvSource({
        "is_anonymous_vpn, ANONYMISER",
        "is_public_proxy, ANONYMISER",
        "is_residential_proxy, ANONYMISER",
        "is_tor_exit_node, ANONYMISER",
        "is_hosting_provider, HOSTING",
        "is_of_no_interest, UNKNOWN",
    })
    void knowsWhoHides(String flag, NetworkKind kind) throws IOException {
        DatabaseWriter anonymous =
                new DatabaseWriter("GeoIP2-Anonymous-IP")
                        .row("192.0.2.7", Map.of("is_anonymous", true, flag, true))
                        .row("192.0.2.8", Map.of(flag, false));
        Networks networks = networks(anonymous);

        assertThat(kind(networks, "192.0.2.7")).isEqualTo(kind);
        assertThat(kind(networks, "192.0.2.8")).isEqualTo(NetworkKind.UNKNOWN);
        assertThat(kind(networks, "192.0.2.9")).isEqualTo(NetworkKind.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "Cellular, MOBILE",
        "Cable/DSL, ACCESS",
        "Corporate, ACCESS",
        "Dialup, ACCESS",
        "Satellite, ACCESS",
        "Telepathy, UNKNOWN",
    })
    void knowsHowOthersConnect(String type, NetworkKind kind) throws IOException {
        DatabaseWriter connections =
                new DatabaseWriter("GeoIP2-Connection-Type")
                        .row("192.0.2.0/24", Map.of("connection_type", type));

        assertThat(kind(networks(connections), "192.0.2.7")).isEqualTo(kind);
    }

    @Test
    void knowsAProvider() throws IOException {
        DatabaseWriter providers =
                new DatabaseWriter("GeoIP2-ISP")
                        .row(
                                "192.0.2.0/24",
                                Map.of(
                                        "autonomous_system_number",
                                        64_500L,
                                        "isp",
                                        "A carrier",
                                        "mobile_country_code",
                                        "262"))
                        .row("198.51.100.0/24", Map.of("organization", "A firm"));
        Networks networks = networks(providers);

        assertThat(networks.of(address("192.0.2.7")))
                .isEqualTo(new NetworkFacts(64_500, "A carrier", "", NetworkKind.MOBILE));
        assertThat(networks.of(address("198.51.100.7")))
                .isEqualTo(new NetworkFacts(0, "A firm", "", NetworkKind.UNKNOWN));
        assertThat(networks.version()).isEqualTo("GeoIP2-ISP.1700000000");
    }

    @Test
    void knowsNoNumberForPrivateUse() throws IOException {
        DatabaseWriter numbers =
                new DatabaseWriter("GeoLite2-ASN")
                        .row("192.0.2.0/24", Map.of("autonomous_system_number", 4_200_000_000L));

        assertThat(networks(numbers).of(address("192.0.2.7"))).isEqualTo(NetworkFacts.UNKNOWN);
    }

    @Test
    void putsTogetherWhatSeveralKnowAndBelievesTheFirst() throws IOException {
        Networks networks =
                networks(
                        countries(Map.of("192.0.2.0/24", "DE")),
                        countries(Map.of("192.0.2.0/24", "FR", "198.51.100.0/24", "FR")),
                        new DatabaseWriter("GeoIP2-Anonymous-IP")
                                .row("192.0.2.7", Map.of("is_hosting_provider", true)),
                        new DatabaseWriter("GeoIP2-Connection-Type")
                                .row("192.0.2.0/24", Map.of("connection_type", "Cellular")));

        assertThat(networks.of(address("192.0.2.7")))
                .isEqualTo(new NetworkFacts(0, "", "DE", NetworkKind.HOSTING));
        assertThat(networks.of(address("192.0.2.8")))
                .isEqualTo(new NetworkFacts(0, "", "DE", NetworkKind.MOBILE));
        assertThat(networks.of(address("198.51.100.7")).country()).isEqualTo("FR");
    }

    /// What is remembered of one address must not be told of its neighbours.
    @Test
    void tellsTheHalvesOfANetworkApart() throws IOException {
        DatabaseWriter halves = countries(Map.of("192.0.2.0/25", "DE", "192.0.2.128/25", "FR"));
        Networks networks = networks(halves);

        for (int i = 0; i < 2; i++) {
            assertThat(networks.of(address("192.0.2.1")).country()).isEqualTo("DE");
            assertThat(networks.of(address("192.0.2.200")).country()).isEqualTo("FR");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GeoIP2-Domain", "GeoIP2-IP-Risk", "Ours", "", "\n\033[2J"})
    void refusesATypeThatTellsNothing(String type) {
        byte[] database = new DatabaseWriter(type).row("192.0.2.0/24", Map.of()).bytes();

        assertThatThrownBy(() -> MaxMindDatabase.open(new ByteArrayInputStream(database)))
                .isInstanceOfAny(IOException.class, IllegalArgumentException.class);
    }

    @Test
    void namesAHostileTypeInPlainCharacters() throws IOException {
        byte[] database = new DatabaseWriter("GeoLite2-ASN,\n\033[2J\"" + "x".repeat(200)).bytes();

        assertThat(MaxMindDatabase.open(new ByteArrayInputStream(database)).version())
                .matches("GeoLite2-ASN__2J_x{43}\\.1700000000");
    }

    private static DatabaseWriter countries(Map<String, String> codes) {
        DatabaseWriter countries = new DatabaseWriter("GeoIP2-Country");
        codes.forEach(
                (block, code) -> countries.row(block, Map.of("country", Map.of("iso_code", code))));
        return countries;
    }

    private Networks networks(DatabaseWriter... databases) throws IOException {
        List<DataFile> files = new ArrayList<>();
        for (DatabaseWriter database : databases) {
            Path file = home.resolve(files.size() + ".mmdb");
            files.add(DataFile.of(Files.write(file, database.bytes()).toString()));
        }
        MaxMindNetworks networks =
                new MaxMindNetworks(
                        new MaxMindNetworks.Sources(files, List.of(), List.of()),
                        Duration.ofSeconds(10),
                        new SimpleMeterRegistry());
        networks.round();
        return networks;
    }

    private static NetworkKind kind(Networks networks, String literal) {
        return networks.of(address(literal)).kind();
    }

    private static ClientAddress address(String literal) {
        return ClientAddress.parse(literal).orElseThrow();
    }
}
