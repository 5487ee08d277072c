package dev.fairgate.risk.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.models.feature.Known;
import dev.fairgate.models.feature.Request;
import dev.fairgate.models.feature.Request.NetworkSort;
import dev.fairgate.models.hands.ClientShape;
import dev.fairgate.models.hands.Hands;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RushTest {

    private static final long NOW = 1_795_363_200_000L;

    private final Rush rush = new Rush();

    @Test
    void countsAccountsThatShowNothingAtAll() {
        assertThat(bare("a", 0).bareAccounts()).isEqualTo(1);
        assertThat(bare("b", 0).bareAccounts()).isEqualTo(2);
        assertThat(bare("b", 5).bareAccounts()).as("not requests").isEqualTo(2);
        assertThat(note("c", 5, Hands.ABSENT, true).bareAccounts()).as("a cookie").isEqualTo(2);
        assertThat(note("d", 5, Hands.MALFORMED, false).bareAccounts()).as("hands").isEqualTo(2);
    }

    @Test
    void forgetsAfterTenSeconds() {
        bare("a", 0);
        bare("b", 1);

        assertThat(bare("c", 10_000).bareAccounts()).isEqualTo(3);
        assertThat(bare("c", 10_001).bareAccounts()).isEqualTo(2);
        assertThat(bare("c", 20_001).bareAccounts()).isEqualTo(1);
    }

    @Test
    void takesAnAccountForWhatItLastWas() {
        bare("a", 0);

        assertThat(note("a", 1, Hands.MALFORMED, true)).isEqualTo(Known.Rush.NONE);
    }

    @Test
    void tellsAShareOf32AccountsAtLeast() {
        for (int i = 0; i < 24; i++) {
            assertThat(note("person-" + i, 0, Hands.MALFORMED, true).silentShare()).isZero();
        }
        for (int i = 0; i < 7; i++) {
            assertThat(note("silent-" + i, 0, Hands.ABSENT, true).silentShare()).isZero();
        }
        assertThat(note("silent-7", 0, Hands.ABSENT, true).silentShare()).isEqualTo(0.25);
    }

    @Test
    void remembersTheLatest256Accounts() {
        for (int i = 0; i < 1_000; i++) {
            bare("bot-" + i, 0);
        }

        assertThat(bare("bot-1000", 0)).isEqualTo(new Known.Rush(256, 1));
        for (int i = 0; i < 255; i++) {
            note("person-" + i, 0, Hands.MALFORMED, true);
        }
        assertThat(note("person-255", 0, Hands.MALFORMED, true)).isEqualTo(Known.Rush.NONE);
    }

    private Known.Rush bare(String account, long later) {
        return note(account, later, Hands.ABSENT, false);
    }

    private Known.Rush note(String account, long later, Hands hands, boolean verified) {
        return rush.note(
                account,
                new Request(
                        NOW + later,
                        OptionalLong.empty(),
                        1,
                        verified,
                        hands,
                        ClientShape.of(Optional.empty(), List.of()),
                        NetworkSort.UNKNOWN));
    }
}
