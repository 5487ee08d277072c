package dev.fairgate.risk.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24,192.0.2.0/24",
        "192.0.2.7,192.0.2.7/32",
        "10.0.0.0/8,10.0.0.0/8",
        "255.255.255.255/32,255.255.255.255/32",
        "192.0.2.4/31,192.0.2.4/31",
        "2001:DB8::/32,2001:db8::/32",
        "2001:db8:0:0:0:0:0:0/32,2001:db8::/32",
        "2001:db8::1,2001:db8::1/128",
        "2001:0:0:1:0:0:0:1/128,2001:0:0:1::1/128",
        "2001:db8:0:1:1:1:1:1/128,2001:db8:0:1:1:1:1:1/128",
        "fe80::/16,fe80::/16",
        "::1,::1/128",
        "::/16,::/16",
        "1:2:3:4:5:6:0:0/112,1:2:3:4:5:6::/112",
        "64:ff9b::102:304,64:ff9b::102:304/128",
        "2002:102:304::/48,2002:102:304::/48",
        "::ffff:192.0.2.7,192.0.2.7/32",
        "::ffff:102:304,1.2.3.4/32",
    })
    void hasOneSpelling(String text, String spelling) {
        assertThat(prefix(text).text()).isEqualTo(spelling);
        assertThat(prefix(spelling)).isEqualTo(prefix(text));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7/24,192.0.2.0/24",
        "192.0.2.1/31,192.0.2.0/31",
        "10.1.0.0/8,10.0.0.0/8",
        "2001:db8::1/64,2001:db8::/64",
        "2001:db8::8000:0:0:1/65,2001:db8:0:0:8000::/65",
        "2001:db8::1/127,2001:db8::/127",
    })
    void namesTheBlockThatWasMeant(String text, String meant) {
        assertThat(fault(text)).isEqualTo("has bits set after its length: the block is " + meant);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0/0,8 to 32",
        "10.0.0.0/7,8 to 32",
        "192.0.2.0/33,8 to 32",
        "::/0,16 to 128",
        "2000::/3,16 to 128",
        "2000::/15,16 to 128",
        "2001:db8::/129,16 to 128",
        "2001:db8::/999,16 to 128",
    })
    void refusesWhatNobodyCanMean(String text, String lengths) {
        assertThat(fault(text)).startsWith("must have a length from " + lengths);
    }

    @ParameterizedTest
    @ValueSource(strings = {"::ffff:192.0.2.0/24", "::ffff:192.0.2.0/120", "::ffff:0:0/96"})
    void refusesABlockOfMappedAddresses(String text) {
        assertThat(fault(text)).isEqualTo("is a block of mapped IPv4 addresses: write it as IPv4");
    }

    @ParameterizedTest
    @MethodSource("noBlocks")
    void refusesWhatIsNoBlock(String text) {
        assertThat(fault(text)).startsWith("must be an address or a block such as");
    }

    static Stream<String> noBlocks() {
        return Stream.of(
                "",
                "/",
                "/24",
                " 1.2.3.4",
                "1.2.3.4 ",
                "1.2.3.4:80",
                "[::1]:80",
                "[::1]",
                "::1%lo",
                "127.1",
                "2130706433",
                "0x7f.0.0.1",
                "010.0.0.1",
                "1.2.3.256",
                "1.2.3.4,5.6.7.8",
                "unknown",
                "_hidden",
                "example.org",
                "example.org/24",
                "192.0.2.0/",
                "192.0.2.0/-1",
                "192.0.2.0/+24",
                "192.0.2.0/024",
                "192.0.2.0/24/24",
                "192.0.2.0/24 ",
                "192.0.2.0/٢٤",
                "192.0.2.0/255.255.255.0",
                "192.0.2.0/1e1",
                "192.0.2.0/4294967320",
                "192.0.2.0\u0000/24",
                "１９２.0.2.0/24",
                ":::/16",
                "1::2::3/16",
                "=1+1",
                "1.2.3.4".repeat(1_000),
                ",".repeat(1_000));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24,192.0.2.64/26,true",
        "192.0.2.0/24,192.0.2.0/24,true",
        "192.0.2.0/25,192.0.2.128/25,false",
        "2001:db8::/32,2001:db8:1::/48,true",
        "2001:db8::/64,2001:db8::1,true",
        "2001:db8::/65,2001:db8::8000:0:0:0/65,false",
        "0.0.0.0/8,::/16,false",
    })
    void knowsWhatOverlaps(String one, String other, boolean overlaps) {
        assertThat(prefix(one).overlaps(prefix(other))).isEqualTo(overlaps);
        assertThat(prefix(other).overlaps(prefix(one))).isEqualTo(overlaps);
    }

    static Prefix prefix(String text) {
        return switch (Prefix.read(text)) {
            case Prefix prefix -> prefix;
            case Reading.Fault<Prefix>(String rule) -> throw new AssertionError(text + " " + rule);
        };
    }

    private static String fault(String text) {
        return switch (Prefix.read(text)) {
            case Prefix prefix -> throw new AssertionError(prefix.text());
            case Reading.Fault<Prefix>(String rule) -> rule;
        };
    }
}
