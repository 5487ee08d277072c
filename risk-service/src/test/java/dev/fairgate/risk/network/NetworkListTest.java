package dev.fairgate.risk.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkListTest {

    @Test
    void readsNumbersAndBlocksAndLeavesOutComments() throws IOException {
        NetworkList list =
                list(
                        """
                        \uFEFF# ours
                        16509 # a cloud
                        AS14618
                          as64500\t

                        192.0.2.0/24
                        198.51.100.7
                        2001:db8::/32 # documentation
                        """);

        assertThat(list.leftOut()).isEmpty();
        assertThat(list.size()).isEqualTo(6);
        assertThat(list.has(16_509)).isTrue();
        assertThat(list.has(14_618)).isTrue();
        assertThat(list.has(64_500)).isTrue();
        assertThat(list.has(0)).isFalse();
        assertThat(list.has(13_335)).isFalse();
        assertThat(has(list, "192.0.2.200")).isTrue();
        assertThat(has(list, "192.0.3.1")).isFalse();
        assertThat(has(list, "198.51.100.7")).isTrue();
        assertThat(has(list, "198.51.100.8")).isFalse();
        assertThat(has(list, "2001:db8:ffff::1")).isTrue();
        assertThat(has(list, "2001:db9::1")).isFalse();
    }

    @Test
    void readsFilesOfAnySystem() throws IOException {
        assertThat(list("1\r\n2\r\n3").size()).isEqualTo(3);
        assertThat(list("1\r2\n\n\n3\n").size()).isEqualTo(3);
        assertThat(list("").size()).isZero();
        assertThat(list("# nothing yet").size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AS",
                "ASN16509",
                "AS-1",
                "-1",
                "0",
                "AS0",
                "1.5",
                "2147483648",
                "4294967295",
                "9999999999",
                "99999999999999999999999999",
                "0x10",
                "1e3",
                "１６５０９",
                "16509,14618",
                "16509 14618",
                "0.0.0.0/0",
                "::/0",
                "1.2.3.4/33",
                "example.org",
                "<script>",
                "\u0000",
                "; DROP TABLE",
                "192.0.2.0/24;",
                "null",
            })
    void leavesOutAHostileLineAndSaysWhere(String line) throws IOException {
        NetworkList list = list("# first\n13335\n" + line + "\nAS15169\n" + line);

        assertThat(list.size()).isEqualTo(2);
        assertThat(list.has(13_335)).isTrue();
        assertThat(list.has(15_169)).isTrue();
        assertThat(list.leftOut()).contains("2 of its lines are left out, line 3 first");
    }

    @Test
    void leavesOutAnEndlessLine() throws IOException {
        assertThat(list("13335\n" + "1".repeat(5_000_000) + "\n").size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "13335\n<html>\n<h1>Not found</h1>", "1\0\n2\0\n3\n"})
    void isNoListWithMoreBadLinesThanGoodOnes(String text) {
        assertThatThrownBy(() -> list(text))
                .isInstanceOf(IOException.class)
                .hasMessage("most lines are neither an AS number nor a block of addresses");
    }

    @Test
    void isNoListWhenItIsTooLarge() {
        InputStream endless =
                new InputStream() {
                    @Override
                    public int read() {
                        return '\n';
                    }
                };

        assertThatThrownBy(() -> NetworkList.read(endless))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("larger than 16777216 bytes");
    }

    @Test
    void changesItsChecksumWithTheFile() throws IOException {
        assertThat(list("13335").checksum()).matches("[0-9a-f]{8}");
        assertThat(list("13335").checksum())
                .isEqualTo(list("13335").checksum())
                .isNotEqualTo(list("13336").checksum());
    }

    @Test
    void knowsTheNetworksItDivides() throws IOException {
        NetworkList list = list("192.0.2.128/25\n198.51.100.0/24\n2001:db8:1:2::/64");

        assertThat(list.divides(networkOf("192.0.2.1"))).isTrue();
        assertThat(list.divides(networkOf("198.51.100.1"))).isFalse();
        assertThat(list.divides(networkOf("2001:db8:1::1"))).isTrue();
        assertThat(list.divides(networkOf("2001:db8:2::1"))).isFalse();
    }

    private static NetworkList list(String text) throws IOException {
        return NetworkList.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static boolean has(NetworkList list, String literal) {
        return list.has(ClientAddress.parse(literal).orElseThrow());
    }

    private static Block networkOf(String literal) {
        return Block.networkOf(ClientAddress.parse(literal).orElseThrow());
    }
}
