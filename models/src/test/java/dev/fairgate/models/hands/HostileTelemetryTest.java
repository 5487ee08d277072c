package dev.fairgate.models.hands;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileTelemetryTest {

    private static final String HEAD =
            "{\"pageOpenedAt\":1790000000000,\"submittedAt\":1790000060000";
    private static final Trace LINE = Trace.ofALine(20);

    private static Hands read(String telemetry) {
        return Hands.read(telemetry, Trace.DECIDED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "true",
                "[]",
                "[{}]",
                "\"{}\"",
                "1",
                "NaN",
                "\uFEFF{}",
                "}"
            })
    void whatIsNoObjectIsMalformed(String telemetry) {
        assertThat(read(telemetry)).isEqualTo(Hands.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[660]",
                "[]",
                "{}",
                "null",
                "660",
                "\"m\"",
                "[660,\"x\",1,2]",
                "[660,\"mm\",1,2]",
                "[660,\"\",1,2]",
                "[660,m,1,2]",
                "[660,\"m\",1]",
                "[660,\"m\",1,2,3]",
                "[660,\"m\",1,\"2\"]",
                "[660,\"m\",1,2.0]",
                "[660,\"m\",1,2e3]",
                "[660,\"m\",1,1e309]",
                "[660,\"m\",1,NaN]",
                "[660,\"m\",1,+2]",
                "[660,\"m\",1,02]",
                "[660,\"m\",1,--2]",
                "[660,\"m\",1,٣]",
                "[660,\"m\",1,99999999999999999999999]",
                "[660,\"m\",1,9007199254740993]",
                "[660,\"m\",1,18446744073709551618]",
                "[660,\"m\",1,10000001]",
                "[660,\"m\",1,[2]]",
                "[660,\"m\",{\"x\":1},2]",
                "[\"660\",\"m\",1,2]",
                "[-660,\"m\",1,2]",
                "[4294967956,\"m\",1,2]",
                "[10,\"m\",1,2]",
                "[660,\"k\",1]",
                "[660,\"v\"]",
                "[660,\"\\u006d\",1,2]"
            })
    void anEventThatIsNotAsAgreedIsOneFaultAndLeftOut(String event) {
        Hands hands = LINE.with(10, event).read();

        assertThat(hands.faults()).isEqualTo(1);
        assertThat(hands.amount().moves()).isEqualTo(19);
        assertThat(hands.natural()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\'',
            value = {
                "''; 1",
                ",\"events\":{}; 1",
                ",\"events\":null; 1",
                ",\"events\":[],\"events\":[[0,\"f\"]]; 1",
                ",\"events\":[[60001,\"f\"]]; 1",
                ",\"events\":[],\"odd\":[{\"a\":[1,\"]}\"]}]; 1",
                ",\"\\u0065vents\":[]; 2",
                ",\"events\":[],\"webdriver\":\"true\"; 1",
                ",\"events\":[],\"touch\":1; 1",
                ",\"events\":[],\"timezone\":7; 1",
                ",\"events\":[],\"timezone\":\"\\ud800\"; 0",
                ",\"events\":[],\"timezone\":\"\\q\"; 1",
                ",\"events\":[],\"timezone\":\"\\u12\"; 1",
                ",\"events\":[],\"languages\":[\"de\",1,{}]; 2",
                ",\"events\":[],\"languages\":\"de\"; 1",
                ",\"events\":[],\"screen\":[1440.5,null,2]; 2",
                ",\"events\":[,]; 2",
                ",\"events\":[],; 1",
                ",,; 1",
                ",\"events\"; 1"
            })
    void everyOtherFaultIsCountedToo(String rest, int faults) {
        Hands hands = read(HEAD + rest + "}");

        assertThat(hands.faults()).isEqualTo(faults);
        assertThat(hands.visit().openToSubmitMs()).isEqualTo(60_000);
    }

    @Test
    void halfACharacterIsAFault() {
        String events = ",\"events\":[],\"timezone\":\"";

        assertThat(read(HEAD + events + "\uD83D\uDE00\"}").faults()).isZero();
        assertThat(read(HEAD + events + "\uD83D\"}").faults()).isEqualTo(1);
        assertThat(read(HEAD + events + "\uDE00\uD83D\"}").faults()).isEqualTo(1);
        assertThat(read(HEAD + events + "\n\"}").faults()).isEqualTo(1);
    }

    @Test
    void moreThan512EventsAreFaults() {
        Hands hands = Trace.ofALine(600).read();

        assertThat(hands.amount().events()).isEqualTo(512);
        assertThat(hands.faults()).isEqualTo(88);
        assertThat(Trace.ofALine(512).read().faults()).isZero();
    }

    @Test
    void faultsAreCountedUpToAThousand() {
        Trace trace = new Trace();
        for (int i = 0; i < 5000; i++) {
            trace.raw("0");
        }

        assertThat(trace.read().faults()).isEqualTo(JsonCursor.MAX_FAULTS);
    }

    @Test
    void whatWasReadBeforeTheTextEndsCounts() {
        String whole = LINE.json();
        for (int end = 1; end < whole.length(); end++) {
            Hands hands = read(whole.substring(0, end));
            assertThat(hands.faults()).as("cut at %d", end).isBetween(1, 2);
            assertThat(hands.amount().moves()).isLessThanOrEqualTo(20);
        }
        assertThat(read(whole + "}").faults()).isEqualTo(1);
        assertThat(read(whole + " \r\n\t").faults()).isZero();
    }

    @Test
    void depthCostsNothing() {
        for (String open : new String[] {"[", "{\"a\":", "[[{\"a\":"}) {
            String deep = open.repeat(10_000);
            assertThat(read(HEAD + ",\"events\":" + deep).faults()).isPositive();
            assertThat(read(HEAD + ",\"odd\":" + deep).faults()).isPositive();
            assertThat(read(HEAD + ",\"events\":[" + deep).faults()).isPositive();
        }
    }

    @Test
    void whiteSpaceIsAllowedWhereJsonAllowsIt() {
        String spaced = LINE.json().replaceAll("([\\[\\]{}:,])", " $1\n\t");

        assertThat(read(spaced)).isEqualTo(LINE.read());
    }

    @Test
    void theOrderOfTheFieldsDoesNotMatter() {
        String first = LINE.json();
        int events = first.indexOf("\"events\"");
        int after = first.indexOf(",\"webdriver\"");
        String other =
                "{"
                        + first.substring(events, after)
                        + ","
                        + first.substring(1, events - 1)
                        + first.substring(after);

        assertThat(read(other)).isEqualTo(LINE.read());
    }

    /// Not by a clock: each character is looked at a bounded number of times.
    @Test
    void anythingIsReadInLinearTime() {
        Random random = new Random(3);
        String alphabet = "[]{},:\"\\u0123mdk -\uD800é";
        for (int run = 0; run < 200; run++) {
            StringBuilder text = new StringBuilder("{\"events\":[");
            while (text.length() < 4096) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            JsonCursor json = new JsonCursor(text.toString());
            int before = -1;
            for (int value = 0; !json.atEnd(); value++) {
                assertThat(value).isLessThan(2 * text.length());
                int start = json.position();
                json.skip();
                if (json.position() == start && start == before) {
                    json.take(json.peek());
                }
                before = start;
            }
        }
    }
}
