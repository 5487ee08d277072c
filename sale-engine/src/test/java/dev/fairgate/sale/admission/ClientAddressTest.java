package dev.fairgate.sale.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {

    @ParameterizedTest
    @CsvSource({
        "1.2.3.4, 1.2.3.4",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "::1, 0:0:0:0:0:0:0:1",
        "::, 0:0:0:0:0:0:0:0",
        "::ffff:1.2.3.4, 1.2.3.4",
        "::ffff:102:304, 1.2.3.4",
        "::FFFF:102:304, 1.2.3.4",
        "64:ff9b::102:304, 64:ff9b:0:0:0:0:102:304",
        "64:ff9b::1.2.3.4, 64:ff9b:0:0:0:0:102:304",
        "2002:102:304::1, 2002:102:304:0:0:0:0:1",
        "2001:DB8::1, 2001:db8:0:0:0:0:0:1"
    })
    void readsStrictLiterals(String text, String address) {
        assertThat(ClientAddress.parse(text).orElseThrow()).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                " 1.2.3.4",
                "1.2.3.4 ",
                "1.2.3.4\n",
                "1.2.3.4:80",
                "[::1]",
                "[::1]:80",
                "::1%lo",
                "::1%1",
                "::1\n",
                "127.1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.",
                "2130706433",
                "0x7f.0.0.1",
                "0x7f000001",
                "010.0.0.1",
                "1.2.3.04",
                "1.2.3.256",
                "-1.2.3.4",
                "1.2.3.4,5.6.7.8",
                "unknown",
                "_hidden",
                "localhost",
                "example.org",
                "fe80",
                ":",
                ":::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                "12345::",
                "g::1",
                "::ffff:1.2.3.256",
                "::ffff:01.2.3.4",
                "::1.2.3",
                "١.٢.٣.٤",
                "１.2.3.4",
                "null"
            })
    void refusesEverythingElse(String text) {
        assertThat(ClientAddress.parse(text)).isEmpty();
    }

    @Test
    void refusesTenKilobytesAtOnce() {
        assertThat(ClientAddress.parse("1".repeat(10_240))).isEmpty();
        assertThat(ClientAddress.parse(":".repeat(10_240))).isEmpty();
        assertThat(ClientAddress.parse("1.".repeat(5_120))).isEmpty();
    }

    @Test
    void writesTheAddressOfAPeerWithoutItsZone() throws UnknownHostException {
        InetAddress peer =
                Inet6Address.getByAddress(
                        null, InetAddress.ofLiteral("fe80::1").getAddress(), /* scope= */ 3);

        assertThat(new ClientAddress(peer)).hasToString("fe80:0:0:0:0:0:0:1");
    }
}
