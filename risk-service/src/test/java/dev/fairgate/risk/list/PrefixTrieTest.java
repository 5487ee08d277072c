package dev.fairgate.risk.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.risk.list.PrefixTrie.Node;
import dev.fairgate.risk.network.ClientAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The trie against a list that is gone through from end to end.
class PrefixTrieTest {

    private static final int BLOCKS = 10_000;
    private static final int LOOKUPS = 2_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void findsWhatGoingThroughAllOfThemFinds(long seed) {
        Random random = new Random(seed);
        List<Prefix> blocks =
                Stream.concat(
                                Stream.generate(() -> ipv4(random)).limit(BLOCKS / 2),
                                Stream.generate(() -> ipv6(random)).limit(BLOCKS / 2))
                        .distinct()
                        .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(blocks, random); // whatever comes first
        PrefixTrie<Prefix> trie =
                PrefixTrie.of(blocks.stream().collect(Collectors.toMap(it -> it, it -> it)));

        int found = 0;
        for (Supplier<Prefix> next :
                List.<Supplier<Prefix>>of(() -> ipv4(random), () -> ipv6(random))) {
            for (int i = 0; i < LOOKUPS; i++) {
                ClientAddress address = within(next.get(), random);
                List<Prefix> around = around(blocks, address);
                found += around.size();
                assertThat(path(trie, address)).as(address.text()).isEqualTo(around);
            }
        }
        assertThat(found).isGreaterThan(2 * LOOKUPS); // most lie in some, many in several
    }

    @Test
    void findsNothingWhereNothingIs() {
        PrefixTrie<Prefix> none = PrefixTrie.of(Map.of());
        PrefixTrie<Prefix> one = PrefixTrie.of(Map.of(block("::/16"), block("::/16")));

        assertThat(path(none, address("192.0.2.1"))).isEmpty();
        assertThat(path(none, address("2001:db8::1"))).isEmpty();
        assertThat(path(one, address("192.0.2.1"))).isEmpty();
        assertThat(path(one, address("::ffff:192.0.2.1"))).isEmpty();
        assertThat(path(one, address("::1"))).containsExactly(block("::/16"));
    }

    @Test
    void partsHalvesOfOneBlockToTheLastBit() {
        List<Prefix> blocks =
                Stream.of("2001:db8::/127", "2001:db8::", "2001:db8::1", "192.0.2.0", "192.0.2.1")
                        .map(PrefixTrieTest::block)
                        .toList();
        PrefixTrie<Prefix> trie =
                PrefixTrie.of(blocks.stream().collect(Collectors.toMap(it -> it, it -> it)));

        assertThat(path(trie, address("2001:db8::1")))
                .containsExactly(block("2001:db8::/127"), block("2001:db8::1"));
        assertThat(path(trie, address("2001:db8::2"))).isEmpty();
        assertThat(path(trie, address("192.0.2.1"))).containsExactly(block("192.0.2.1"));
    }

    private static List<Prefix> path(PrefixTrie<Prefix> trie, ClientAddress address) {
        List<Prefix> path = new ArrayList<>();
        long high = Prefix.high(address);
        long low = Prefix.low(address);
        for (Node<Prefix> node = trie.first(address.isIpv4(), high, low);
                node != null;
                node = node.next(high, low)) {
            Prefix value = node.value();
            if (value != null) {
                path.add(value);
            }
        }
        return path;
    }

    private static List<Prefix> around(List<Prefix> blocks, ClientAddress address) {
        Prefix alone = Prefix.alone(address);
        return blocks.stream()
                .filter(block -> block.overlaps(alone))
                .sorted(Comparator.comparingInt(Prefix::length))
                .toList();
    }

    /// In few networks, so that blocks lie in one another.
    private static Prefix ipv4(Random random) {
        int address = ((10 + random.nextInt(3)) << 24) | ((random.nextInt() >>> 8) & dense(random));
        int length = 8 + random.nextInt(25);
        return new Prefix(true, ((long) address << 32) & Prefix.mask(length), 0, length);
    }

    private static Prefix ipv6(Random random) {
        long high = 0x2001_0db8_0000_0000L | random.nextInt(4) << 16 | random.nextInt(3);
        int length = 16 + random.nextInt(113);
        return new Prefix(
                false,
                high & Prefix.mask(Math.min(length, 64)),
                random.nextLong() & Prefix.mask(Math.max(length - 64, 0)),
                length);
    }

    private static int dense(Random random) {
        return random.nextBoolean() ? 0xffffff : 0xff;
    }

    private static ClientAddress within(Prefix prefix, Random random) {
        int spread = random.nextInt(4);
        if (prefix.ipv4()) {
            long bits = prefix.high() >>> 32 | spread;
            return address(
                    "%d.%d.%d.%d"
                            .formatted(
                                    bits >>> 24, bits >>> 16 & 255, bits >>> 8 & 255, bits & 255));
        }
        String text = new Prefix(false, prefix.high(), prefix.low() | spread, 128).text();
        return address(text.substring(0, text.indexOf('/')));
    }

    private static Prefix block(String text) {
        return PrefixTest.prefix(text);
    }

    private static ClientAddress address(String text) {
        return ClientAddress.parse(text).orElseThrow();
    }
}
