package dev.fairgate.risk.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is answered, from the data of a first run: GeoLite2 of November 2019.
class MaxMindNetworksTest {

    private static final List<DataFile> GEO_LITE =
            List.of(
                    DataFile.of("classpath:GeoLite2-ASN.mmdb"),
                    DataFile.of("classpath:GeoLite2-Country.mmdb"));
    private static final DataFile OUR_LIST = DataFile.of("classpath:networks/hosting.txt");

    private static final Networks FIRST_RUN = networks(GEO_LITE, List.of(OUR_LIST), List.of());

    @TempDir Path home;

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, 15169, Google LLC, US, UNKNOWN",
        "::ffff:8.8.8.8, 15169, Google LLC, US, UNKNOWN",
        "8.8.8.9, 15169, Google LLC, US, UNKNOWN",
        "1.1.1.1, 13335, 'Cloudflare, Inc.', AU, UNKNOWN",
        "2001:4860:4860::8888, 15169, Google LLC, US, UNKNOWN",
        "2606:4700:4700::1111, 13335, 'Cloudflare, Inc.', US, UNKNOWN",
        "5.9.0.1, 24940, Hetzner Online GmbH, DE, HOSTING",
        "2a01:4f8::1, 24940, Hetzner Online GmbH, DE, HOSTING",
    })
    void knowsWellKnownNetworks(
            String literal, int asn, String organisation, String country, NetworkKind kind) {
        NetworkFacts facts = new NetworkFacts(asn, organisation, country, kind);

        assertThat(FIRST_RUN.of(address(literal))).isEqualTo(facts);
        assertThat(FIRST_RUN.of(address(literal))).as("remembered").isEqualTo(facts);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.0.0.1",
                "127.0.0.1",
                "100.64.0.1",
                "169.254.1.1",
                "172.16.0.1",
                "192.168.1.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fc00::1",
                "fe80::1",
                "ff02::1",
                "2001:db8::1",
                "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
            })
    void knowsNothingOfNobodysAddresses(String literal) {
        assertThat(FIRST_RUN.of(address(literal))).isEqualTo(NetworkFacts.UNKNOWN);
    }

    @Test
    void namesItsData() {
        assertThat(FIRST_RUN.version())
                .matches("GeoLite2-ASN\\.\\d{10},GeoLite2-Country\\.\\d{10},hosting\\.[0-9a-f]{8}");
        assertThat(networks(List.of(), List.of(), List.of()).version()).isEqualTo("none");
    }

    @Test
    void answersWithoutAnyData() {
        Networks none = networks(List.of(), List.of(), List.of());

        assertThat(none.of(address("8.8.8.8"))).isEqualTo(NetworkFacts.UNKNOWN);
    }

    @Test
    void answersBeforeItsFirstReading() {
        Networks networks = unread(GEO_LITE, List.of(), List.of());

        assertThat(networks.of(address("8.8.8.8"))).isEqualTo(NetworkFacts.UNKNOWN);
        assertThat(networks.version()).isEqualTo("none");
    }

    @Test
    void believesAListOverADatabaseAndAnAnonymiserOverAHost() throws IOException {
        DataFile hosting = list("hosting.txt", "13335\n8.8.8.0/24\n9.9.9.9");
        DataFile anonymisers = list("anonymisers.txt", "AS15169\n9.9.9.9");
        Networks networks = networks(GEO_LITE, List.of(OUR_LIST, hosting), List.of(anonymisers));

        assertThat(networks.of(address("1.1.1.1")).kind()).isEqualTo(NetworkKind.HOSTING);
        assertThat(networks.of(address("5.9.0.1")).kind()).isEqualTo(NetworkKind.HOSTING);
        assertThat(networks.of(address("8.8.8.8")).kind()).isEqualTo(NetworkKind.ANONYMISER);
        assertThat(networks.of(address("9.9.9.9")).kind()).isEqualTo(NetworkKind.ANONYMISER);
        assertThat(networks.of(address("9.9.9.10")).kind()).isEqualTo(NetworkKind.UNKNOWN);
        assertThat(networks.version())
                .matches(".*,hosting\\.\\w{8},hosting\\.\\w{8},anonymiser\\.\\w{8}");
    }

    /// What is remembered of one address must not be told of its neighbours.
    @ParameterizedTest
    @CsvSource({
        "192.0.2.128/25, 192.0.2.200, 192.0.2.100",
        "192.0.2.7, 192.0.2.7, 192.0.2.8",
        "2001:db8:0:1::/64, 2001:db8:0:1::5, 2001:db8:0:2::5",
        "2001:db8::1, 2001:db8::1, 2001:db8::2",
    })
    void tellsNeighboursApart(String listed, String inside, String outside) throws IOException {
        DataFile list = list("hosting.txt", listed);

        for (List<String> order : List.of(List.of(inside, outside), List.of(outside, inside))) {
            Networks networks = networks(List.of(), List.of(list), List.of());
            for (int i = 0; i < 2; i++) {
                for (String literal : order) {
                    assertThat(networks.of(address(literal)).kind())
                            .isEqualTo(
                                    literal.equals(inside)
                                            ? NetworkKind.HOSTING
                                            : NetworkKind.UNKNOWN);
                }
            }
        }
    }

    @Test
    void makesAHostileOrganisationFitForALog() throws IOException {
        Path file = home.resolve("asn.mmdb");
        Files.write(file, GeoLite.asnWith("Google LLC", "G\n\033[2J\u202e,"));
        Networks networks = networks(List.of(DataFile.of(file.toString())), List.of(), List.of());

        assertThat(networks.of(address("8.8.8.8")).organisation()).isEqualTo("G[2J,");
    }

    @Test
    void knowsNothingOfANetworkWhoseRowIsBroken() throws IOException {
        Path file = home.resolve("asn.mmdb");
        Files.write(file, GeoLite.asnWith("EQuad9", "?\u007f\u007f\u007f\u007fx"));
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        MaxMindNetworks networks =
                new MaxMindNetworks(
                        new MaxMindNetworks.Sources(
                                List.of(DataFile.of(file.toString()), GEO_LITE.getLast()),
                                List.of(),
                                List.of()),
                        Duration.ofSeconds(10),
                        registry);
        networks.round();

        assertThat(networks.of(address("9.9.9.9")))
                .isEqualTo(new NetworkFacts(0, "", "FR", NetworkKind.UNKNOWN));
        assertThat(networks.of(address("8.8.8.8")).asn()).isEqualTo(15_169);
        assertThat(registry.counter("fairgate.networks.lookup.failures").count()).isEqualTo(1);
    }

    private DataFile list(String name, String text) throws IOException {
        return DataFile.of(Files.writeString(home.resolve(name), text).toString());
    }

    private static MaxMindNetworks networks(
            List<DataFile> databases, List<DataFile> hosting, List<DataFile> anonymisers) {
        MaxMindNetworks networks = unread(databases, hosting, anonymisers);
        networks.round();
        return networks;
    }

    private static MaxMindNetworks unread(
            List<DataFile> databases, List<DataFile> hosting, List<DataFile> anonymisers) {
        return new MaxMindNetworks(
                new MaxMindNetworks.Sources(databases, hosting, anonymisers),
                Duration.ofSeconds(10),
                new SimpleMeterRegistry());
    }

    private static ClientAddress address(String literal) {
        return ClientAddress.parse(literal).orElseThrow();
    }
}
