package dev.fairgate.models.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.models.feature.EntityKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileCsvTest {

    private Replay replay = new Replay(Path.of("."));

    @BeforeEach
    void begin(@TempDir Path folder) {
        replay = new Replay(folder);
    }

    @Test
    void leavesOutBadRowsAndSaysWhere() throws IOException {
        replay.write(
                "bad.csv",
                """
                account,at,address,device,label
                ann,2015-01-01T10:00:00Z,10.0.0.1,d,1
                bob,no time,10.0.0.1,d,1
                bob,2015-01-01T10:00:00Z,10.0.0.256,d,1
                bob,2015-01-01T10:00:00Z,10.0.0.1,d,perhaps
                bob,2015-01-01T10:00:00Z,10.0.0.1
                b\u0000b,2015-01-01T10:00:00Z,10.0.0.1,d,1

                cid,1420106400,::ffff:10.0.0.1,d,human
                "c""i,d",1420106400000,2001:db8::1,"d",bot
                eve,,10.0.0.1,d,1
                """);

        Replay.Ended ended = replay.run(replay.file("bad.csv"), "-o", replay.file("out.jsonl"));

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains(
                        "3 purchases replayed",
                        "6 rows left out",
                        "line 3 has no at that can be read",
                        "line 4 has no address that can be read",
                        "line 5 has no label that can be read",
                        "line 6 has 3 fields, and the header has 5",
                        "line 7 has no account that can be read")
                .doesNotContain("line 11");
    }

    @Test
    void losesOnlyTheRowWhoseQuoteNothingCloses() throws IOException {
        String rows = "ann,1\n\"bob,2\n" + "cid,3\n".repeat(30);
        replay.write("quote.csv", "account,at\n" + rows);

        Replay.Ended ended = replay.run(replay.file("quote.csv"), "-o", replay.file("out.jsonl"));

        assertThat(ended.out())
                .contains(
                        "31 purchases replayed",
                        "1 rows left out",
                        "line 3 has a quote that nothing closes");
    }

    @Test
    void readsRecordsOverSeveralLinesAndWithQuotes() throws IOException {
        replay.write("quotes.csv", "account,note\r\nann,\"a \"\"b\"\"\n, c\"\r\nbob,\r\n");

        Replay.Ended ended = replay.run(replay.file("quotes.csv"), "-o", replay.file("out.jsonl"));

        assertThat(ended.out()).contains("2 purchases replayed", "0 rows left out");
        assertThat(replay.decisions("out.jsonl"))
                .extracting(logged -> logged.names().get(EntityKind.ACCOUNT))
                .containsExactly("ann", "bob");
    }

    @Test
    void takesLinesOfAnyLengthInBoundedMemory() throws IOException {
        String columns = "x,".repeat(1_000_000);
        String field = "y".repeat(3 << 20);
        replay.write(
                "long.csv.gz",
                "account,at\nann,1\n"
                        + columns
                        + "\nbob,2\n"
                        + field
                        + ",3\ncid,4\n"
                        + "z,".repeat(2_000));

        Replay.Ended ended = replay.run(replay.file("long.csv.gz"), "-o", replay.file("o.jsonl"));

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains(
                        "3 purchases replayed",
                        "3 rows left out",
                        "line 3 is longer than 1 MiB",
                        "line 5 is longer than 1 MiB",
                        "line 7 has more than 1000 fields");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n\n", "account,at\n", "account,at\nann,never\n", "\"", "a,b\n1,2\n"})
    void saysInOneSentenceThatThereIsNothing(String csv) throws IOException {
        replay.write("nothing.csv", csv);

        Replay.Ended ended = replay.run(replay.file("nothing.csv"), "-o", replay.file("o.jsonl"));

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err().lines()).hasSize(1);
        assertThat(replay.file("o.jsonl")).doesNotExist();
        assertThat(replay.file("o.jsonl.part")).doesNotExist();
    }

    @Test
    void saysWhichColumnIsMissing() throws IOException {
        replay.write("some.csv", "user,at\nann,1\n");

        Replay.Ended missing =
                replay.run(
                        replay.file("some.csv"), "--columns", "account=id", "-o", replay.file("o"));
        Replay.Ended unknown =
                replay.run(
                        replay.file("some.csv"), "--columns", "shoe=user", "-o", replay.file("o"));

        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err()).contains("no column 'id'", "user,at").hasLineCount(1);
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).contains("shoe");
    }

    @Test
    void survivesNoise() throws IOException {
        byte[] noise = new byte[1 << 16];
        new Random(7).nextBytes(noise);
        replay.write("noise.csv", noise);
        Path cut = replay.write("whole.csv.gz", "account,at\n" + "ann,1\n".repeat(10_000));
        byte[] packed = Files.readAllBytes(cut);
        Files.write(replay.file("cut.csv.gz"), Arrays.copyOf(packed, packed.length / 2));
        Files.write(replay.file("odd.csv.gz"), "no gzip".getBytes(StandardCharsets.UTF_8));

        for (String name : new String[] {"noise.csv", "cut.csv.gz", "odd.csv.gz", "gone.csv"}) {
            Replay.Ended ended = replay.run(replay.file(name), "-o", replay.file("o.jsonl"));

            assertThat(ended.exitCode()).as(name).isEqualTo(1);
            assertThat(ended.err()).as(name).doesNotContain("at dev.fairgate").hasLineCount(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2015-02-24T22:55:00Z, 1424818500000",
        "2015-02-24 22:55:00, 1424818500000",
        "2015-02-24T23:55:00.250+01:00, 1424818500250",
        "1424818500, 1424818500000",
        "1424818500.75, 1424818500000",
        "1424818500250, 1424818500250",
        "2/24/2015 22:55, 1424818500000",
        "2/30/2015 22:55, ",
        "24/2/2015 22:55, ",
        "-1, ",
        "1960-01-01T00:00:00Z, ",
        "99999999999999999999, ",
        "+1000000000-01-01T00:00:00Z, ",
        "999999999999999, ",
    })
    void readsTimesStrictly(String text, Long expected) throws CannotReplay {
        Times times = new Times("M/d/yyyy H:mm");

        assertThat(times.read(text).stream().boxed().findFirst().orElse(null)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "732758368.8, 43.173.1.96/32, 43.173.1.0/24, 43.173.0.0/20",
        "10.1.2.3, 10.1.2.3/32, 10.1.2.0/24, 10.1.0.0/20",
        "::ffff:10.1.2.3, 10.1.2.3/32, 10.1.2.0/24, 10.1.0.0/20",
        "2001:db8:1:2fff::9, 2001:db8:1:2fff:0:0:0:0/64, 2001:db8:1:2f00:0:0:0:0/56,"
                + " 2001:db8:1:0:0:0:0:0/48",
    })
    void readsAddresses(String text, String address, String site, String region) {
        Address read = Address.read(text).orElseThrow();
        int[] levels = read.levels();

        assertThat(read.network(levels[0])).isEqualTo(address);
        assertThat(read.network(levels[1])).isEqualTo(site);
        assertThat(read.network(levels[2])).isEqualTo(region);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4294967296",
                "1.2.3",
                "01.2.3.4",
                "0x7f000001",
                "localhost",
                "[::1]",
                "::1%1"
            })
    void refusesWhatIsNoAddress(String text) {
        assertThat(Address.read(text)).isEmpty();
    }
}
