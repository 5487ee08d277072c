package dev.fairgate.risk.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkFactsTest {

    static Stream<Arguments> organisations() {
        return Stream.of(
                arguments("Deutsche Telekom AG", "Deutsche Telekom AG"),
                arguments("株式会社 é 😀", "株式会社 é 😀"),
                arguments("a\nb\r\tc", "abc"),
                arguments("\033[2Jred", "[2Jred"),
                arguments("nul\0 \u0085del\u007f", "nul del"),
                arguments("right \u202egnp.exe\u2066", "right gnp.exe"),
                arguments("a\u2028b\u2029c", "abc"),
                arguments("\ufeff spaced ", "spaced"),
                arguments("half \ud83d pair", "half  pair"),
                arguments("private \ue000", "private"),
                arguments("x".repeat(1_000_000), "x".repeat(120)),
                arguments("x".repeat(119) + "😀", "x".repeat(119)));
    }

    @ParameterizedTest
    @MethodSource("organisations")
    void keepsOfAnOrganisationWhatCanBeShown(String given, String shown) {
        assertThat(new NetworkFacts(1, given, "DE", NetworkKind.ACCESS).organisation())
                .isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "D", "DEU", "D\n", "É1", "<b", "  "})
    void knowsNoCountryThatIsNone(String country) {
        assertThat(new NetworkFacts(1, "", country, NetworkKind.UNKNOWN).country()).isEmpty();
    }

    @Test
    void knowsNoNegativeNumber() {
        assertThat(new NetworkFacts(-1, "", "", NetworkKind.UNKNOWN))
                .isEqualTo(NetworkFacts.UNKNOWN);
    }

    @Test
    void believesTheFirstThatKnowsAndKeepsAnOwnerInOnePiece() {
        NetworkFacts first = new NetworkFacts(0, "Ours", "", NetworkKind.ACCESS);
        NetworkFacts second = new NetworkFacts(64_500, "Theirs", "FR", NetworkKind.MOBILE);

        assertThat(first.or(second))
                .isEqualTo(new NetworkFacts(0, "Ours", "FR", NetworkKind.MOBILE));
        assertThat(second.or(first)).isEqualTo(second);
        assertThat(NetworkFacts.UNKNOWN.or(second)).isEqualTo(second);
    }
}
