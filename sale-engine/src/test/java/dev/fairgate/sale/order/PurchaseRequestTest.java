package dev.fairgate.sale.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairgate.sale.fixture.Contract;
import dev.fairgate.sale.risk.Question;
import dev.fairgate.sale.web.Refusal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PurchaseRequestTest {

    @Test
    void readsTheGoldenPurchase() {
        PurchaseRequest request = parse(Contract.golden("purchase"));

        assertThat(request.quantity()).isEqualTo(1);
        assertThat(Contract.tree(String.valueOf(request.telemetry())))
                .isEqualTo(Contract.goldenTree("purchase").get("telemetry"));
        assertThat(request.challenge())
                .isEqualTo(new Question.ChallengeResponse("4nS2kq0cT8m1yV5b7ZpXeg", "k7fq3m"));
        Contract.assertValid("purchase", Contract.golden("purchase"));
    }

    @Test
    void asksForNothingButTheQuantity() {
        assertThat(parse("{\"quantity\":100}")).isEqualTo(new PurchaseRequest(100, null, null));
        assertThat(parse("{\"quantity\":1,\"challenge\":null,\"telemetry\":null}"))
                .isEqualTo(new PurchaseRequest(1, null, null));
    }

    @Test
    void keepsTelemetryLetterForLetter() {
        String telemetry = "{ \"a\" : 1.50e+2,\n\t\"ü\":\"\\u00fc\\ud800\", \"b\":[ ] }";

        assertThat(parse("{\"telemetry\": " + telemetry + " ,\"quantity\":2}").telemetry())
                .isEqualTo(telemetry);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"events\":[[0,\"f\"],\"x\",null,{}]}",
                "{\"events\":-1,\"webdriver\":\"yes\"}",
                "{\"a\":1,\"a\":2}",
                "{\"number\":1e999999999}",
                "{\"\":{\"\":[[[[[[]]]]]]}}",
                "{\"__proto__\":{},\"\\u0000\":\"\\u202e\"}"
            })
    void neverRefusesWhatIsInsideTelemetry(String telemetry) {
        assertThat(parse("{\"quantity\":1,\"telemetry\":" + telemetry + "}").telemetry())
                .isEqualTo(telemetry);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"text\"", "[]", "[[{}]]", "true", "null", "-0.5"})
    void takesTelemetryThatIsNoObjectForNone(String telemetry) {
        assertThat(parse("{\"telemetry\":" + telemetry + ",\"quantity\":1}").telemetry()).isNull();
    }

    @Test
    void neverRefusesDeepOrLongTelemetry() {
        String deep = "{\"a\":" + "[".repeat(25_000) + "]".repeat(25_000) + "}";
        String digits = "{\"a\":" + "9".repeat(50_000) + "}";
        String name = "{\"" + "n".repeat(60_000) + "\":1}";

        for (String telemetry : new String[] {deep, digits, name}) {
            assertThat(parse("{\"quantity\":1,\"telemetry\":" + telemetry + "}").telemetry())
                    .isEqualTo(telemetry);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "0",
                "101",
                "2147483648",
                "9007199254740993",
                "9223372036854775807",
                "-9223372036854775808",
                "99999999999999999999999999",
                "1e309",
                "1e0",
                "NaN",
                "1.0",
                "\"1\"",
                "01",
                "+1",
                "٣",
                "Infinity",
                "null",
                "true",
                "[1]",
                "{}",
                "0x1",
                "1_0",
                "999999999",
                "-0"
            })
    void refusesAQuantityThatIsNoWholeNumberFromOneToAHundred(String quantity) {
        assertRefused("{\"quantity\":" + quantity + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "1",
                "[]",
                "[{\"quantity\":1}]",
                "{}",
                "{",
                "{\"quantity\":1",
                "{\"quantity\":1}{",
                "{\"quantity\":1} x",
                "{\"quantity\":1}{\"quantity\":1}",
                "{\"quantity\":1,}",
                "{\"quantity\":1,\"quantity\":1}",
                "{\"quantity\":1,\"\\u0071uantity\":1}",
                "{\"quantity\":1,\"telemetry\":{},\"telemetry\":{}}",
                "{\"quantity\":1,\"price\":1}",
                "{\"Quantity\":1}",
                "{/* one */\"quantity\":1}",
                "{\"quantity\":1} // one",
                "{'quantity':1}",
                "{quantity:1}",
                "{\"quantity\":1,\"telemetry\":{a:1}}",
                "{\"quantity\":1,\"telemetry\":{\"a\":1}",
                "{\"quantity\":1,\"telemetry\":NaN}",
                "{\"quantity\":1,\"challenge\":1}",
                "{\"quantity\":1,\"challenge\":[]}",
                "{\"quantity\":1,\"challenge\":{}}",
                "{\"quantity\":1,\"challenge\":{\"id\":\"a\"}}",
                "{\"quantity\":1,\"challenge\":{\"id\":\"a\",\"response\":1}}",
                "{\"quantity\":1,\"challenge\":{\"id\":\"a\",\"response\":{\"a\":1}}}",
                "{\"quantity\":1,\"challenge\":{\"id\":\"a b\",\"response\":\"r\"}}",
                "{\"quantity\":1,\"challenge\":{\"id\":\"\",\"response\":\"r\"}}",
                "{\"quantity\":1,\"challenge\":{\"id\":\"a\",\"response\":\"\\ud800\"}}",
                "{\"quantity\":1,\"challenge\":{\"id\":\"a\",\"id\":\"a\",\"response\":\"r\"}}",
                "{\"quantity\":1,\"challenge\":{\"id\":\"a\",\"response\":\"r\",\"more\":\"m\"}}"
            })
    void refusesABodyThatIsNotExactlyAPurchase(String body) {
        assertRefused(body);
    }

    @Test
    void refusesResponsesAndIdsWithoutAnEnd() {
        assertRefused(challenge("a".repeat(65), "r"));
        assertRefused(challenge("a", "r".repeat(4097)));
        assertThat(parse(challenge("a".repeat(64), "r".repeat(4096))).challenge()).isNotNull();
    }

    @Test
    void refusesOtherEncodingsAndByteOrderMarks() {
        String body = "{\"quantity\":1}";

        for (String name :
                new String[] {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE"}) {
            assertRefused(body.getBytes(Charset.forName(name)));
        }
        assertRefused(("\ufeff" + body).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void refusesWhatIsNotUtf8AlsoInsideTelemetry() {
        for (int odd : new int[] {0x80, 0xC0, 0xFF}) {
            byte[] body =
                    "{\"quantity\":1,\"telemetry\":{\"a\":\"?\"}}".getBytes(StandardCharsets.UTF_8);
            body[body.length - 4] = (byte) odd;
            assertRefused(body);
        }
    }

    @Test
    void refusesDepthOutsideTelemetryWithoutFollowingIt() {
        assertRefused("[".repeat(60_000));
        assertRefused("{\"quantity\":" + "[".repeat(60_000) + "}");
        assertRefused("{\"challenge\":" + "{\"id\":".repeat(10_000) + "}");
    }

    private static String challenge(String id, String response) {
        return "{\"quantity\":1,\"challenge\":{\"id\":\"%s\",\"response\":\"%s\"}}"
                .formatted(id, response);
    }

    private static PurchaseRequest parse(String body) {
        return PurchaseRequest.parse(body.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(String body) {
        assertRefused(body.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(byte[] body) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> PurchaseRequest.parse(body));

        assertThat(refusal).as(new String(body, StandardCharsets.UTF_8)).isNotNull();
        assertThat(refusal.problem().status()).isEqualTo(400);
        assertThat(refusal.problem().slug()).isEqualTo("invalid-request");
    }
}
