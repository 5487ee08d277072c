package dev.fairgate.risk.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairgate.risk.decision.AssessmentRequest.Telemetry;
import dev.fairgate.risk.http.InvalidRequest;
import dev.fairgate.risk.http.JsonFields;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssessmentReaderTest {

    private static final String GOOD =
            """
            {"requestId":"01KAPZ9DZYAAAAAAAAAAAAAAAA","saleId":"demo","termsVersion":3,
             "accountId":"alice","clientAddress":"192.0.2.17","headerNames":["Host"],
             "quantity":1,"now":"2026-11-22T16:00:00.120Z"}""";

    @Test
    void readsWhatIsThereAndNothingElse() {
        AssessmentRequest request = read(GOOD.replace("\"quantity\"", "\"later\":{},\"quantity\""));

        assertThat(request.accountId()).isEqualTo("alice");
        assertThat(request.telemetry()).isEqualTo(new Telemetry.Absent());
        assertThat(request.response()).isEmpty();
        assertThat(request.deviceId()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]", "1", "\"x\"", "true",
            })
    void takesTelemetryOfAnotherTypeForASignal(String telemetry) {
        assertThat(read(with("telemetry", telemetry)).telemetry())
                .isEqualTo(new Telemetry.Malformed());
    }

    @Test
    void neverRefusesWhatIsInsideTelemetry() {
        String deep = "{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
        for (String strange :
                new String[] {
                    "{\"a\":1,\"a\":2}", "{\"events\":\"none\"}", "{\"n\":1e999999}", deep, "{}"
                }) {
            assertThat(read(with("telemetry", strange)).telemetry())
                    .isEqualTo(new Telemetry.Sent(strange));
        }
        assertThat(read(with("telemetry", "null")).telemetry()).isEqualTo(new Telemetry.Absent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "0",
                "1001",
                "2147483648",
                "9007199254740993",
                "9223372036854775808",
                "-9223372036854775808",
                "1e309",
                "1e0",
                "1.0",
                "\"1\"",
                "null",
                "true",
                "[1]",
                "{}"
            })
    void refusesAQuantityThatIsNotAWholeNumberInRange(String number) {
        assertFault(with("quantity", number), "quantity: must be a whole number from 1 to 1000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"01", "+1", "NaN", "Infinity", ".5", "1.", "0x1", "٣", "-"})
    void refusesNumbersThatJsonDoesNotHave(String number) {
        assertFault(with("quantity", number), "the body is not valid JSON");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "Alice",
                "a\\u0000",
                "a\\r\\nb",
                "a\\tb",
                "a\\u200b",
                "a\\u202e",
                "e\\u0301",
                "ａ",
                "аlice",
                "ıd",
                "İd",
                "😀",
                "\\ud800",
                "{x}",
                "{}",
                "*",
                "?",
                "[",
                ":",
                "../",
                "%00",
                "%2f",
                "%u0041",
                "' or 1=1",
                "\\\"]]",
                "a.b"
            })
    void refusesIdsOutsideTheAllowList(String id) {
        assertFault(with("accountId", '"' + id + '"'), "accountId: must be 1 to 64 of");
        assertFault(with("saleId", '"' + id + '"'), "saleId: must be 1 to 64 of");
    }

    @Test
    void refusesIdsThatAreTooLongAndTakesTheLongest() {
        assertThat(read(with("accountId", '"' + "a".repeat(64) + '"')).accountId()).hasSize(64);
        assertFault(with("accountId", '"' + "a".repeat(65) + '"'), "accountId: must be 1 to 64");
        assertFault(with("accountId", '"' + "a".repeat(500_000) + '"'), "accountId: must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "1", "__proto__", "000", "a"})
    void takesOrdinaryWordsForIds(String id) {
        assertThat(read(with("accountId", '"' + id + '"')).accountId()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "requestId | \"01kapz9dzyaaaaaaaaaaaaaaaa\" | requestId: must be a ULID",
                "requestId | \"91KAPZ9DZYAAAAAAAAAAAAAAAA\" | requestId: must be a ULID",
                "clientAddress | \"1.2.3.4:80\" | clientAddress: not an IPv4 or IPv6 address",
                "clientAddress | 1 | clientAddress: must be a text",
                "deviceId | \"a b\" | deviceId: must be 1 to 64",
                "headerNames | \"Host\" | headerNames: must be a list",
                "headerNames | [1] | headerNames: must be texts",
                "headerNames | null | headerNames: must be a list",
                "now | \"2026-11-22 16:00:00\" | now: must be an RFC 3339 time",
                "now | \"2026-11-22T16:00:00+01:00\" | now: must be an RFC 3339 time",
                "now | \"2026-13-22T16:00:00Z\" | now: must be a date that exists",
                "now | \"1969-12-31T23:59:59Z\" | now: must not be before 1970",
                "now | 1790000000000 | now: must be an RFC 3339 time",
                "registeredAt | 5 | registeredAt: must be an RFC 3339 time",
                "termsVersion | 0 | termsVersion: must be a whole number from 1",
                "challenge | \"x\" | challenge: must be an object",
                "challenge | {\"id\":1} | challenge.id: must be a text",
                "challenge | {\"id\":\"a\"} | challenge.response: must be a text",
                "challenge | {\"id\":\"a\",\"id\":\"b\"} | challenge: a field name appears twice",
            })
    void namesTheFieldAndTheRule(String field, String value, String fault) {
        assertFault(with(field, value), fault);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "[]",
                "1",
                "\"x\"",
                "null",
                "{",
                "{\"a\":}",
                "{\"a\":1,}",
                "{} {}",
                "{} x",
                "/* c */ {}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":\"\n\"}",
                "\ufeff{}",
                "\ud83d"
            })
    void refusesWhatIsNotOneJsonObject(String body) {
        assertThatThrownBy(() -> JsonFields.ofBody(body.getBytes(StandardCharsets.UTF_8), Set.of()))
                .isInstanceOf(InvalidRequest.class);
    }

    @Test
    void refusesOtherEncodingsAndBrokenUtf8() {
        assertThatThrownBy(
                        () -> JsonFields.ofBody(GOOD.getBytes(StandardCharsets.UTF_16), Set.of()))
                .isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(
                        () -> JsonFields.ofBody(GOOD.getBytes(StandardCharsets.UTF_16LE), Set.of()))
                .isInstanceOf(InvalidRequest.class);
        byte[] broken = GOOD.replace("alice", "al?ce").getBytes(StandardCharsets.UTF_8);
        broken[GOOD.indexOf("al") + 2] = (byte) 0xff;
        assertThatThrownBy(() -> JsonFields.ofBody(broken, Set.of()))
                .isInstanceOf(InvalidRequest.class);
    }

    @Test
    void refusesDuplicateNamesManyFieldsAndAbsurdDepth() {
        assertFault(
                GOOD.replace("{\"requestId\"", "{\"saleId\":\"other\",\"requestId\""),
                "the request: a field name appears twice");
        StringBuilder many = new StringBuilder("{");
        for (int i = 0; i < 100_000; i++) {
            many.append("\"f").append(i).append("\":1,");
        }
        assertFault(many.append("\"z\":1}").toString(), "the request: more than 256 fields");
        assertFault("{\"a\":" + "[".repeat(100_000), "the body is not valid JSON");
    }

    private static void assertFault(String body, String fault) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageStartingWith(fault);
    }

    private static AssessmentRequest read(String body) {
        return AssessmentReader.read(
                JsonFields.ofBody(body.getBytes(StandardCharsets.UTF_8), Set.of()));
    }

    private static String with(String field, String value) {
        String replaced =
                GOOD.replaceFirst(
                        "\"" + field + "\":(\"[^\"]*\"|\\d+|\\[[^\\]]*\\])",
                        java.util.regex.Matcher.quoteReplacement("\"" + field + "\":" + value));
        return replaced.equals(GOOD)
                ? GOOD.replaceFirst(
                        "\\{",
                        java.util.regex.Matcher.quoteReplacement(
                                "{\"" + field + "\":" + value + ","))
                : replaced;
    }
}
