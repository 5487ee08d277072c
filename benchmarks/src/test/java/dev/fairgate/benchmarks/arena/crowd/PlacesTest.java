package dev.fairgate.benchmarks.arena.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.benchmarks.arena.scenario.Attackers;
import dev.fairgate.benchmarks.arena.scenario.Slice;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlacesTest {

    private static final int RUN = 4_711;

    @ParameterizedTest
    @EnumSource(Slice.class)
    void givesTwoPlaysDifferentNetworks(Slice slice) {
        Set<String> first = networks(slice, 0);

        assertThat(first).isNotEmpty().doesNotContainAnyElementsOf(networks(slice, 1));
    }

    @ParameterizedTest
    @EnumSource(Attackers.Addresses.class)
    void givesBotsOfTwoPlaysDifferentNetworks(Attackers.Addresses kind) {
        Set<String> first = new HashSet<>();
        Set<String> second = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            first.add(network(new Places(RUN, 0).of(kind, i, new SplittableRandom(i))));
            second.add(network(new Places(RUN, 1).of(kind, i, new SplittableRandom(i))));
        }

        assertThat(first).doesNotContainAnyElementsOf(second);
    }

    @Test
    void putsCrowdsBehindAsFewAddressesAsTheyHave() {
        assertThat(addresses(Slice.CAMPUS, 300)).hasSize(2);
        assertThat(addresses(Slice.CARRIER_NAT, 300)).hasSize(4);
        assertThat(addresses(Slice.OFFICE_PROXY, 300)).hasSize(3);
        assertThat(addresses(Slice.VPN, 300)).hasSize(15);
        assertThat(addresses(Slice.HOME, 300)).hasSizeGreaterThan(290);
    }

    @Test
    void movesOnWithinTheSameNetwork() {
        Places places = new Places(RUN, 0);
        SplittableRandom random = new SplittableRandom(1);
        String phone = places.of(Slice.CARRIER_NAT, 3, random);
        String home = places.of(Slice.IPV6_ONLY, 3, random);

        assertThat(network(places.next(Slice.CARRIER_NAT, phone, random)))
                .isEqualTo(network(phone));
        assertThat(places.next(Slice.IPV6_ONLY, home, random))
                .startsWith(home.substring(0, home.indexOf("::")));
    }

    private static Set<String> networks(Slice slice, int side) {
        Places places = new Places(RUN, side);
        return IntStream.range(0, 500)
                .mapToObj(i -> network(places.of(slice, i, new SplittableRandom(i))))
                .collect(Collectors.toSet());
    }

    private static Set<String> addresses(Slice slice, int people) {
        Places places = new Places(RUN, 0);
        return IntStream.range(0, people)
                .mapToObj(i -> places.of(slice, i, new SplittableRandom(i)))
                .collect(Collectors.toSet());
    }

    /// The /16, or the /48.
    private static String network(String address) {
        byte[] bytes = InetAddress.ofLiteral(address).getAddress();
        int length = bytes.length == 4 ? 2 : 6;
        return java.util.HexFormat.of().formatHex(bytes, 0, length);
    }
}
