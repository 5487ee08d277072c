package dev.fairgate.risk.learned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fairgate.models.feature.Learned;
import dev.fairgate.risk.limit.LimitEntity;
import dev.fairgate.risk.limit.LimitKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearnedNetworkTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ipv4-24:192.0.2.0/24",
                "ipv4-20:192.0.0.0/20",
                "ipv6-56:2001:db8:0:ff00:0:0:0:0/56",
                "ipv6-48:2001:db8:0:0:0:0:0:0/48"
            })
    void readsTheTextOfANetwork(String text) {
        assertThat(LearnedNetwork.tryNetwork(text)).map(LimitKey::text).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "nonsense",
                "ipv4-24",
                "ipv4-24:",
                "ipv4-24:/24",
                "ipv4-24:192.0.2.1/24",
                "ipv4-24:192.0.2.0/20",
                "ipv4-24:192.0.2.0",
                "ipv4-24:192.0.2.0/24 ",
                "ipv4-24:2001:db8:0:0:0:0:0:0/24",
                "ipv6-48:192.0.2.0/24",
                "ipv6-56:2001:db8::/56",
                "ipv4-16:192.0.0.0/16",
                "address:192.0.2.1",
                "ipv6-64:2001:db8:0:0:0:0:0:0/64",
                "account:alice",
                "ipv4-24:{192.0.2.0}/24"
            })
    void takesNoOtherText(String text) {
        assertThat(LearnedNetwork.tryNetwork(text)).isEmpty();
    }

    @Test
    void isNeverOneAddress() {
        LimitKey address = new LimitKey(LimitEntity.ADDRESS, "192.0.2.1");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LearnedNetwork(address, new Learned(3, 3, 0, 0)));
    }
}
