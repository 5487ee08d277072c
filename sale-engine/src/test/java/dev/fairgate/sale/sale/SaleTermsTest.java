package dev.fairgate.sale.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairgate.sale.web.Json;
import dev.fairgate.sale.web.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SaleTermsTest {

    private static final Instant OPENS = Instant.parse("2026-11-22T16:00:00Z");

    private String title = "Lamp";
    private String description = "";
    private String image = "";
    private Instant opens = OPENS;
    private Instant closes = OPENS.plusSeconds(1);
    private long allocation = 1;
    private int limit = 1;
    private Duration hold = Duration.ofMinutes(5);

    @Test
    void takesTheEndsOfEveryRange() {
        title = "t".repeat(120);
        description = "d".repeat(2000);
        image = "/" + "i".repeat(490);
        opens = Instant.parse("1970-01-01T00:00:00Z");
        closes = Instant.parse("2199-12-31T23:59:59.999Z");
        allocation = 100_000_000;
        limit = 100;
        hold = Duration.ofHours(1);
        assertThatCode(this::terms).doesNotThrowAnyException();

        allocation = 0;
        hold = Duration.ofSeconds(1);
        closes = opens.plusMillis(1);
        assertThatCode(this::terms).doesNotThrowAnyException();
    }

    @Test
    void refusesTextsWithoutAnEnd() {
        title = "t".repeat(121);
        assertRefused("title");
        title = " ";
        assertRefused("title");
        title = "Lamp";
        description = "d".repeat(2001);
        assertRefused("description");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "http://other.example/a.png",
                "//other.example/a.png",
                "data:text/html,x",
                "lamp.svg",
                "/a b",
                "/a\"onload=",
                "/a'b",
                "/<b>",
                "https:/x",
                " /a",
                "/\\other.example/a"
            })
    void refusesAPictureThatIsNeitherOursNorHttps(String url) {
        image = url;
        assertRefused("imageUrl");
    }

    @Test
    void takesPicturesOfThisShopAndOverHttps() {
        for (String url : new String[] {"/assets/lamp.svg", "https://cdn.example/a.png?x=1", ""}) {
            image = url;
            assertThatCode(this::terms).doesNotThrowAnyException();
        }
    }

    @Test
    void refusesAWindowThatIsNone() {
        closes = opens;
        assertRefused("closesAt");
        closes = opens.minusMillis(1);
        assertRefused("closesAt");
        closes = Instant.parse("2262-04-12T00:00:00Z");
        assertRefused("1970 to 2199");
        closes = Instant.parse("9999-12-31T23:59:59Z");
        assertRefused("1970 to 2199");
        opens = Instant.ofEpochMilli(-1);
        closes = OPENS;
        assertRefused("1970 to 2199");
    }

    @Test
    void refusesNumbersOutsideTheirRange() {
        allocation = -1;
        assertRefused("allocation");
        allocation = 100_000_001;
        assertRefused("allocation");
        allocation = 1;
        limit = 0;
        assertRefused("perAccountLimit");
        limit = 101;
        assertRefused("perAccountLimit");
        limit = 1;
        hold = Duration.ofMillis(999);
        assertRefused("holdMs");
        hold = Duration.ofMillis(3_600_001);
        assertRefused("holdMs");
    }

    @ParameterizedTest
    @CsvSource({
        "-1, EUR",
        "1000000000001, EUR",
        "1, eur",
        "1, EURO",
        "1, XQQ",
        "1, ''",
        "1, EU\u0420"
    })
    void refusesAPriceThatIsNone(long amount, String currency) {
        assertThatThrownBy(() -> new Price(amount, currency))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("price.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "aA",
                "a b",
                "a\n",
                "a.b",
                "{x}",
                "{}",
                "*",
                "?",
                "[",
                ":",
                "../",
                "a\u0000",
                "ä",
                "а",
                "ａ",
                "İ",
                "ı",
                "🙂",
                "a\u200b",
                "\u202ea",
                "%2f",
                "a'",
                "a;",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void refusesASaleIdOutsideTheAllowList(String id) {
        assertThat(SaleId.parse(id)).isEmpty();
        assertThatThrownBy(() -> new SaleId(id)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "null", "true", "__proto__", "007", "a-b_c"})
    void takesPlainSaleIds(String id) {
        assertThat(SaleId.parse(id)).contains(new SaleId(id));
        assertThat(new SaleId(id).tag()).isEqualTo("{" + id + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"allocation\":\"1\"}",
                "{\"allocation\":1.0}",
                "{\"allocation\":1e2}",
                "{\"allocation\":9223372036854775808}",
                "{\"allocation\":true}",
                "{\"allocation\":01}",
                "{\"allocation\":NaN}",
                "{\"perAccountLimit\":2147483648}",
                "{\"holdMs\":[1]}",
                "{\"title\":1}",
                "{\"title\":true}",
                "{\"title\":{}}",
                "{\"price\":{\"currency\":\"EUR\"}}",
                "{\"price\":{\"amount\":1}}",
                "{\"price\":{\"amount\":null,\"currency\":\"EUR\"}}",
                "{\"price\":[]}",
                "{\"price\":{\"amount\":1,\"currency\":\"EUR\",\"tax\":1}}",
                "{\"titel\":\"x\"}",
                "{\"title\":\"a\",\"title\":\"b\"}",
                "[]",
                "null",
                "1",
                "",
                "{",
                "{}{}",
                "{\"price\":{\"amount\":-1,\"currency\":\"EUR\"}}"
            })
    void refusesAnAdminsBodyOfAnotherForm(String body) {
        Refusal refusal =
                catchThrowableOfType(
                        Refusal.class,
                        () -> Json.read(body.getBytes(StandardCharsets.UTF_8), SaleWrite.class));

        assertThat(refusal).isNotNull();
        assertThat(refusal.problem().status()).isEqualTo(400);
    }

    private void assertRefused(String rule) {
        assertThatThrownBy(this::terms)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(rule);
    }

    private SaleTerms terms() {
        return new SaleTerms(
                title,
                description,
                image,
                new Price(1, "EUR"),
                opens,
                closes,
                allocation,
                limit,
                hold);
    }
}
