package dev.fairgate.risk.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.risk.network.ClientAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Numbers worked out by hand: HMAC-SHA-256 under the key 00 01 … 1f, the first 16 bytes.
class PseudonymsTest {

    private final Pseudonyms names = new Pseudonyms(Decisions.KEY);

    @Test
    void standForAnIpv4AddressAndTheNetworksAroundIt() {
        assertThat(all("203.0.113.77"))
                .containsExactly(
                        "32 Y-nQzzTL2lLsU_cRxtPS-w",
                        "24 VR5cl8xs4X2QSDIfmZ6ksw",
                        "20 LjBg6_-pkyOBziHzH5u1Aw");
    }

    @Test
    void standForTheNetworksAroundAnIpv6Address() {
        assertThat(all("2001:db8:12:3456::1"))
                .containsExactly(
                        "64 WN1Sd8wW6qGzrVSefjIDYA",
                        "56 _9quucxbF-0WbvTXHwScuA",
                        "48 kyjgqMjwAHV3-K_KB0m6ZA");
        assertThat(all("2001:db8:12:3456:ffff::2")).isEqualTo(all("2001:db8:12:3456::1"));
    }

    @Test
    void tellApartWhatIsApartAtEveryLevel() {
        List<String> levels =
                Stream.of("10.0.0.0", "10.0.1.0", "10.0.16.0", "::", "0:0:1::")
                        .flatMap(address -> all(address).stream())
                        .map(name -> name.substring(3))
                        .distinct()
                        .toList();

        // Of 15, the second address shares its /20, and the second IPv6 network nothing.
        assertThat(levels).hasSize(14);
    }

    @Test
    void haveNothingInCommonUnderAnotherKey() {
        Pseudonyms others = new Pseudonyms(Decisions.key("ba9876543210", 1));

        assertThat(others.of(address("203.0.113.77"), 32))
                .isNotEqualTo(names.of(address("203.0.113.77"), 32));
    }

    private List<String> all(String text) {
        ClientAddress address = address(text);
        return Arrays.stream(Pseudonyms.levels(address))
                .mapToObj(level -> level + " " + names.of(address, level))
                .toList();
    }

    private static ClientAddress address(String text) {
        return ClientAddress.parse(text).orElseThrow();
    }
}
