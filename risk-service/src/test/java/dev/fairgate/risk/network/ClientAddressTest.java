package dev.fairgate.risk.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ClientAddressTest {

    @ParameterizedTest
    @CsvSource({
        "1.2.3.4, 1.2.3.4, true",
        "255.255.255.255, 255.255.255.255, true",
        "0.0.0.0, 0.0.0.0, true",
        "::ffff:1.2.3.4, 1.2.3.4, true",
        "::FFFF:1.2.3.4, 1.2.3.4, true",
        "::ffff:102:304, 1.2.3.4, true",
        "64:ff9b::102:304, 64:ff9b:0:0:0:0:102:304, false",
        "64:ff9b::1.2.3.4, 64:ff9b:0:0:0:0:102:304, false",
        "2002:102:304::1, 2002:102:304:0:0:0:0:1, false",
        "2001:DB8::1, 2001:db8:0:0:0:0:0:1, false",
        "::1, 0:0:0:0:0:0:0:1, false",
        "::, 0:0:0:0:0:0:0:0, false",
    })
    void readsOneAddressUnderOneSpelling(String literal, String text, boolean ipv4) {
        ClientAddress address = ClientAddress.parse(literal).orElseThrow();

        assertThat(address.text()).isEqualTo(text);
        assertThat(address.isIpv4()).isEqualTo(ipv4);
    }

    static Stream<String> notAddresses() {
        return Stream.of(
                "",
                " ",
                " 1.2.3.4",
                "1.2.3.4 ",
                "1.2.3.4\n",
                "1.2.3.4:80",
                "[::1]:80",
                "[::1]",
                "::1%lo",
                "fe80::1%1",
                "127.1",
                "1",
                "2130706433",
                "0x7f.0.0.1",
                "010.0.0.1",
                "1.2.3.04",
                "1.2.3.256",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.4,5.6.7.8",
                "::ffff:1.2.3.04",
                "::ffff:1.2.3.256",
                "::ffff:1.2.3",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7",
                "1::2::3",
                ":::",
                "12345::",
                "g::1",
                "unknown",
                "_hidden",
                "localhost",
                "example.com",
                "dead.beef",
                "١.٢.٣.٤",
                "x".repeat(10_240),
                ",".repeat(1_000));
    }

    @ParameterizedTest
    @MethodSource("notAddresses")
    void refusesWhateverIsNotOnePlainLiteral(String text) {
        assertThat(ClientAddress.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.17, 24, 192.0.2.0/24",
        "192.0.2.17, 32, 192.0.2.17/32",
        "::ffff:192.0.2.17, 24, 192.0.2.0/24",
        "2001:db8:1:2ff:3:4:5:6, 64, 2001:db8:1:2ff:0:0:0:0/64",
        "2001:db8:1:2ff:3:4:5:6, 56, 2001:db8:1:200:0:0:0:0/56",
        "2001:db8:1:2ff:3:4:5:6, 48, 2001:db8:1:0:0:0:0:0/48",
    })
    void namesTheNetworkOfAnAddress(String literal, int length, String prefix) {
        assertThat(ClientAddress.parse(literal).orElseThrow().prefix(length)).isEqualTo(prefix);
    }

    @Test
    void hasNoPrefixBeyondItsBits() {
        ClientAddress address = ClientAddress.parse("192.0.2.17").orElseThrow();

        assertThatIllegalArgumentException().isThrownBy(() -> address.prefix(64));
    }
}
