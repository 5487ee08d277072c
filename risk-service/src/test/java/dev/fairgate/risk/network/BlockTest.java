package dev.fairgate.risk.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlockTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.0, 192.0.2.255, 192.0.3.0",
        "192.0.2.77/24, 192.0.2.0, 192.0.2.255, 192.0.1.255",
        "192.0.2.128/25, 192.0.2.128, 192.0.2.255, 192.0.2.127",
        "10.0.0.0/8, 10.0.0.0, 10.255.255.255, 11.0.0.0",
        "192.0.2.7, 192.0.2.7, ::ffff:192.0.2.7, 192.0.2.6",
        "192.0.2.7/32, 192.0.2.7, 192.0.2.7, 192.0.2.8",
        "2001:db8::/32, 2001:db8::, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, 2001:db9::",
        "2001:db8:0:8000::/49, 2001:db8:0:8000::, 2001:db8:0:ffff::1, 2001:db8:0:7fff::",
        "2001:db8::/64, 2001:db8::, 2001:db8::ffff:ffff:ffff:ffff, 2001:db8:0:1::",
        "2001:db8::8000:0:0:0/65, 2001:db8:0:0:8000::, 2001:db8::ffff:0:0:1, 2001:db8::1",
        "2001:db8::1, 2001:db8::1, 2001:db8:0::1, 2001:db8::",
    })
    void holdsItsAddressesAndNoOther(String text, String first, String last, String outside) {
        Block block = Block.parse(text).orElseThrow();

        assertThat(Block.of(address(first), block.length())).isEqualTo(block);
        assertThat(Block.of(address(last), block.length())).isEqualTo(block);
        assertThat(Block.of(address(outside), block.length())).isNotEqualTo(block);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/24",
                "1.2.3.4/",
                "1.2.3.4/33",
                "1.2.3.4/-1",
                "1.2.3.4/+8",
                "1.2.3.4/ 8",
                "1.2.3.4/24/24",
                "1.2.3.4/99999999999",
                "1.2.3/24",
                "01.2.3.4/24",
                "[2001:db8::]/32",
                "2001:db8::/129",
                "::ffff:1.2.3.4/120",
                "fe80::1%eth0/64",
                "example.org/24",
                "1.2.3.4-1.2.3.9",
                "0.0.0.0/0",
                "1.0.0.0/7",
                "::/0",
                "2000::/15",
            })
    void isNeitherWiderThanAnybodyMeansNorAnythingElse(String text) {
        assertThat(Block.parse(text)).isEmpty();
    }

    @Test
    void liesInOneNetwork() {
        assertThat(network("192.0.2.128/25")).isEqualTo(Block.networkOf(address("192.0.2.1")));
        assertThat(network("192.0.2.0/24")).isEqualTo(Block.networkOf(address("192.0.2.1")));
        assertThat(network("2001:db8:1:2::/64"))
                .isEqualTo(Block.networkOf(address("2001:db8:1:ffff::1")));
        assertThat(network("192.0.0.0/16")).isEqualTo(Block.parse("192.0.0.0/16").orElseThrow());
        assertThat(network("2001:db8::/32")).isEqualTo(Block.parse("2001:db8::/32").orElseThrow());
    }

    private static Block network(String text) {
        return Block.parse(text).orElseThrow().network();
    }

    private static ClientAddress address(String literal) {
        return ClientAddress.parse(literal).orElseThrow();
    }
}
