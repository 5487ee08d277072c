package dev.fairgate.risk.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who counts as what: the table of the package's description, and its corners.
class ListViewTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|192.0.2.70|no",
                // of blocks the longest counts
                "deny prefix 192.0.2.0/24; allow prefix 192.0.2.64/26|192.0.2.70|allow",
                "deny prefix 192.0.2.0/24; allow prefix 192.0.2.64/26|192.0.2.1|deny",
                "allow prefix 192.0.2.0/24; deny prefix 192.0.2.64/26|192.0.2.70|deny",
                "allow prefix 192.0.2.0/24; deny prefix 192.0.2.64/26|192.0.2.1|allow",
                "deny prefix 192.0.2.0/24; allow prefix 192.0.2.64/26; deny prefix"
                        + " 192.0.2.70|192.0.2.70|deny",
                "deny prefix 192.0.2.0/24; allow prefix 192.0.2.64/26; deny prefix"
                        + " 192.0.2.70|192.0.2.71|allow",
                "deny prefix 2001:db8::/32; allow prefix 2001:db8:1::/48|2001:db8:1::9|allow",
                "deny prefix 2001:db8::/32; allow prefix 2001:db8:1::/48|2001:db8:2::9|deny",
                // the same block on both
                "allow prefix 192.0.2.0/24; deny prefix 192.0.2.0/24|192.0.2.70|deny",
                "deny prefix 192.0.2.0/24; allow prefix 192.0.2.0/24|192.0.2.70|deny",
                // over kinds deny beats allow, however long the block
                "deny prefix 192.0.2.0/24; allow account alice|192.0.2.70|deny",
                "deny account alice; allow prefix 192.0.2.70|192.0.2.70|deny",
                "deny asn 64500; allow prefix 192.0.2.64/26|192.0.2.70|deny",
                "allow asn 64500; deny prefix 192.0.2.0/24|192.0.2.70|deny",
                "deny device d-1; allow account alice|192.0.2.70|deny",
                "allow device d-1; deny account alice|192.0.2.70|deny",
                "allow account alice; deny account alice|192.0.2.70|deny",
                // a block that a longer one has overruled says nothing about the rest
                "deny prefix 192.0.2.0/24; allow prefix 192.0.2.64/26; allow account"
                        + " alice|192.0.2.70|allow",
                "deny prefix 192.0.2.0/24; allow prefix 192.0.2.64/26; deny device"
                        + " d-1|192.0.2.70|deny",
                // each kind alone, and nobody else
                "allow prefix 192.0.2.0/24; allow account alice|192.0.2.70|allow",
                "allow account alice|192.0.2.70|allow",
                "deny account alice|2001:db8::1|deny",
                "deny account bob|192.0.2.70|no",
                "allow device d-1|192.0.2.70|allow",
                "deny device D-1|192.0.2.70|no",
                "deny asn 64500|192.0.2.70|deny",
                "deny asn 64501|192.0.2.70|no",
                "deny prefix 192.0.3.0/24|192.0.2.70|no",
                // IPv4 and IPv6 are two worlds
                "deny prefix ::/16|192.0.2.70|no",
                "deny prefix ::/16|::1|deny",
                "deny prefix 0.0.0.0/8|::1|no",
            })
    void saysWhoCountsAsWhat(String entries, String address, String listed) {
        Treatment treatment = Samples.view(entries).of(Samples.alice(address), millis(0));

        assertThat(treatment.listed().wireName()).isEqualTo(listed);
    }

    @Test
    void forgetsAnEntryAtTheMillisecondOfItsExpiry() {
        ListView view =
                Samples.view(
                        new Listing(
                                List.of(
                                        Samples.entry(
                                                "deny prefix 192.0.2.64/26",
                                                Samples.NOW.plusMillis(1)),
                                        Samples.entry("allow prefix 192.0.2.0/24")),
                                List.of()));

        assertThat(view.of(Samples.alice("192.0.2.70"), millis(0)).listed()).isEqualTo(Listed.DENY);
        assertThat(view.of(Samples.alice("192.0.2.70"), millis(1)).listed())
                .isEqualTo(Listed.ALLOW);
        assertThat(view.of(Samples.alice("192.0.2.70"), millis(3_600_000)).listed())
                .isEqualTo(Listed.NO);
    }

    @Test
    void knowsNobodyByANumberThatIsUnknown() {
        Buyer nowhere = new Buyer("alice", null, false, Samples.alice("192.0.2.1").address(), 0);

        assertThat(Samples.view("deny asn 1; deny device d-1").of(nowhere, millis(0)))
                .isEqualTo(Treatment.USUAL);
    }

    @Test
    void letsNobodyPassForADeviceThatItHasNamedItself() {
        Buyer named = new Buyer("eve", "d-1", false, Samples.alice("192.0.2.1").address(), 0);

        assertThat(Samples.view("allow device d-1").of(named, millis(0)).listed())
                .isEqualTo(Listed.NO);
        assertThat(Samples.view("deny device d-1").of(named, millis(0)).listed())
                .isEqualTo(Listed.DENY);
        assertThat(suppressing("device", "d-1", "tool").of(named, millis(0)).suppressed())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "account,alice",
        "device,d-1",
        "prefix,192.0.2.0/24",
        "prefix,192.0.2.70",
    })
    void suppressesARuleForWhomItWasSaidAndUntilThen(String kind, String value) {
        ListView view = suppressing(kind, value, "tool");
        Treatment treatment = view.of(Samples.alice("192.0.2.70"), millis(0));

        assertThat(treatment.suppresses("tool")).isTrue();
        assertThat(treatment.suppresses("campaign")).isFalse();
        assertThat(treatment.listed()).isEqualTo(Listed.NO);
        assertThat(view.of(Samples.alice("192.0.2.70"), millis(5_000))).isEqualTo(Treatment.USUAL);
        assertThat(view.of(other(), millis(0))).isEqualTo(Treatment.USUAL);
    }

    @Test
    void putsAllThatIsSuppressedTogether() {
        Listing listing =
                new Listing(
                        List.of(Samples.entry("deny account alice")),
                        List.of(
                                suppression("account", "alice", "tool"),
                                suppression("prefix", "192.0.2.0/24", "instant"),
                                suppression("prefix", "192.0.2.64/26", "tool")));
        Treatment treatment = Samples.view(listing).of(Samples.alice("192.0.2.70"), millis(0));

        assertThat(treatment).isEqualTo(new Treatment(Listed.DENY, List.of("instant", "tool")));
        assertThat(suppressing("account", "alice", "*").of(Samples.alice("192.0.2.1"), millis(0)))
                .matches(
                        all -> all.suppresses("campaign") && all.suppressed().equals(List.of("*")));
    }

    private static Buyer other() {
        return new Buyer("bob", "d-2", true, Samples.alice("198.51.100.1").address(), 64_500);
    }

    private static ListView suppressing(String kind, String value, String code) {
        return Samples.view(new Listing(List.of(), List.of(suppression(kind, value, code))));
    }

    private static Suppression suppression(String kind, String value, String code) {
        return Samples.suppression(kind, value, code, Samples.NOW.plusSeconds(5));
    }

    private static long millis(long after) {
        return Samples.NOW.toEpochMilli() + after;
    }
}
