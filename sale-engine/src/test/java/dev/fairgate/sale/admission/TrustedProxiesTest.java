package dev.fairgate.sale.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    private static final String PROXY = "10.0.0.9";

    private final TrustedProxies proxies =
            new TrustedProxies(List.of("10.0.0.0/8", "2001:db8:ffff::/48", "192.0.2.7"));

    @Test
    void believesNoHeaderOfAPeerThatIsNoProxy() {
        assertThat(client("198.51.100.1", "1.2.3.4")).isEqualTo("198.51.100.1");
        assertThat(client("198.51.100.1", "10.0.0.1", "10.0.0.2")).isEqualTo("198.51.100.1");
    }

    @Test
    void believesNobodyWithoutASetting() {
        TrustedProxies none = new TrustedProxies(List.of());

        assertThat(none.client(InetAddress.ofLiteral("127.0.0.1"), List.of("1.2.3.4")))
                .hasToString("127.0.0.1");
    }

    /// Columns: the header, the client. The left of a header is written by whoever likes to.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.2.3.4 | 1.2.3.4",
                "6.6.6.6, 1.2.3.4 | 1.2.3.4",
                "127.0.0.1, 1.2.3.4 | 1.2.3.4",
                "10.0.0.1, 1.2.3.4 | 1.2.3.4",
                "1.2.3.4, 10.0.0.1 | 1.2.3.4",
                "6.6.6.6, 1.2.3.4, 10.0.0.1, 10.0.0.2 | 1.2.3.4",
                "6.6.6.6, 1.2.3.4, 192.0.2.7 | 1.2.3.4",
                "1.2.3.4, 192.0.2.8 | 192.0.2.8",
                "  1.2.3.4   | 1.2.3.4",
                "garbage, 1.2.3.4 | 1.2.3.4",
                ", 1.2.3.4 | 1.2.3.4",
                "2001:db8::1 | 2001:db8:0:0:0:0:0:1",
                "2001:db8::1, 2001:db8:ffff::2 | 2001:db8:0:0:0:0:0:1",
                "::ffff:1.2.3.4 | 1.2.3.4",
                "1.2.3.4, ::ffff:10.1.1.1 | 1.2.3.4",
                "10.0.0.1 | 10.0.0.1",
                "10.0.0.1, 10.0.0.2 | 10.0.0.1"
            })
    void walksFromTheRightToTheFirstStranger(String header, String client) {
        assertThat(client(PROXY, header)).isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "1.2.3.4,",
                "1.2.3.4, unknown",
                "1.2.3.4:80",
                "[2001:db8::1]:80",
                "127.1",
                "2130706433",
                "010.0.0.1",
                "1.2.3.4, fe80::1%lo",
                "_hidden",
                "localhost",
                "1.2.3.4;5.6.7.8",
                "for=1.2.3.4"
            })
    void stopsAtTheLastTrustedHopBeforeAMalformedOne(String header) {
        assertThat(client(PROXY, header)).isEqualTo(PROXY);
        assertThat(client(PROXY, header + ", 10.0.0.3")).isEqualTo("10.0.0.3");
    }

    @Test
    void readsSeveralHeadersAsOneListInTheOrderOfArrival() {
        assertThat(client(PROXY, "6.6.6.6", "1.2.3.4")).isEqualTo("1.2.3.4");
        assertThat(client(PROXY, "6.6.6.6, 1.2.3.4", "10.0.0.1")).isEqualTo("1.2.3.4");
        assertThat(client(PROXY, "6.6.6.6", "", "10.0.0.1")).isEqualTo("10.0.0.1");
    }

    @Test
    void parsesOnlyWhatTheWalkReaches() {
        assertThat(client(PROXY, ",".repeat(1000) + "1.2.3.4")).isEqualTo("1.2.3.4");
        assertThat(client(PROXY, "x".repeat(10_240) + ",1.2.3.4")).isEqualTo("1.2.3.4");
        assertThat(client(PROXY, ",".repeat(1000))).isEqualTo(PROXY);
    }

    @Test
    void knowsTheBordersOfANetworkToTheBit() {
        TrustedProxies odd = new TrustedProxies(List.of("192.0.2.128/29", "2001:db8::/33"));

        assertThat(trusts(odd, "192.0.2.127")).isFalse();
        assertThat(trusts(odd, "192.0.2.128")).isTrue();
        assertThat(trusts(odd, "192.0.2.135")).isTrue();
        assertThat(trusts(odd, "192.0.2.136")).isFalse();
        assertThat(trusts(odd, "2001:db8:7fff::1")).isTrue();
        assertThat(trusts(odd, "2001:db8:8000::1")).isFalse();
        assertThat(trusts(new TrustedProxies(List.of("0.0.0.0/0")), "9.9.9.9")).isTrue();
        assertThat(trusts(new TrustedProxies(List.of("0.0.0.0/0")), "::1")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "10/8", "10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0.0/-1", "host"})
    void refusesASettingThatIsNoNetwork(String cidr) {
        assertThatThrownBy(() -> new TrustedProxies(List.of(cidr)))
                .hasMessageContaining("fairgate.network.trusted-proxies");
    }

    private String client(String peer, String... headers) {
        return proxies.client(InetAddress.ofLiteral(peer), Arrays.asList(headers)).text();
    }

    private static boolean trusts(TrustedProxies proxies, String peer) {
        return proxies.client(InetAddress.ofLiteral(peer), List.of("1.2.3.4"))
                .text()
                .equals("1.2.3.4");
    }
}
