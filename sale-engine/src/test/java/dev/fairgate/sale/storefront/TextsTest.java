package dev.fairgate.sale.storefront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairgate.sale.sale.Price;
import dev.fairgate.sale.sale.SaleStatus;
import dev.fairgate.sale.stock.OrderStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {

    private static final Path STOREFRONT = Path.of("src/main/resources/storefront");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}");
    private static final Pattern PRINTED = Pattern.compile("\\{\\{t\\.([\\w-]+)}}");
    private static final Pattern SAID =
            Pattern.compile("\\bsay\\(\\s*(?:\\w+ \\? )?\"([\\w-]+)\"(?: : \"([\\w-]+)\")?");

    private final Texts english = Texts.load(Language.EN);

    @Test
    void everyLanguageHasTheSameTextsWithTheSamePlaceholders() {
        for (Language language : Language.values()) {
            Map<String, String> texts = Texts.load(language).byKey();
            assertThat(texts.keySet()).isEqualTo(english.byKey().keySet());
            texts.forEach(
                    (key, text) -> {
                        assertThat(placeholders(text))
                                .as(language.tag() + " " + key)
                                .isEqualTo(placeholders(english.byKey().getOrDefault(key, "")));
                        assertThat(text).as(language.tag() + " " + key).isNotBlank();
                    });
        }
    }

    private static Set<String> placeholders(String text) {
        return new TreeSet<>(PLACEHOLDER.matcher(text).results().map(MatchResult::group).toList());
    }

    @Test
    void pagesAndScriptsSayNothingThatIsNotThere() throws IOException {
        for (Path file : files("templates", ".mustache")) {
            PRINTED.matcher(Files.readString(file))
                    .results()
                    .forEach(key -> assertThat(english.has(key.group(1))).as(key.group()).isTrue());
        }
        for (Path file : files("assets", ".js")) {
            SAID.matcher(Files.readString(file))
                    .results()
                    .flatMap(key -> Stream.of(key.group(1), key.group(2)))
                    .filter(java.util.Objects::nonNull)
                    .forEach(key -> assertThat(english.has(key)).as(file + " " + key).isTrue());
        }
    }

    private static List<Path> files(String folder, String end) throws IOException {
        try (Stream<Path> files = Files.walk(STOREFRONT.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(end)).toList();
        }
    }

    @Test
    void everyStateHasItsWords() {
        for (Texts texts : Texts.all().values()) {
            for (SaleStatus status : SaleStatus.values()) {
                assertThat(texts.of(status)).isNotBlank();
            }
            for (OrderStatus status : OrderStatus.values()) {
                assertThat(texts.of(status)).isNotBlank();
                assertThat(texts.say("order-" + status.wireName() + "-detail")).isNotBlank();
            }
        }
    }

    @Test
    void aTextWithoutItsValueIsABugAndNotAPage() {
        assertThatThrownBy(() -> english.say("pay")).hasMessageContaining("{price}");
        assertThatThrownBy(() -> english.say("nonsense")).hasMessageContaining("nonsense");
        assertThat(english.say("pay", Map.of("price", "$1 {price}"))).isEqualTo("Pay $1 {price}");
    }

    @ParameterizedTest
    @CsvSource({
        "4900, EUR, EN, €49.00",
        "5, EUR, EN, €0.05",
        "0, USD, EN, $0.00",
        "500, JPY, EN, ¥500",
        "4900, CNY, EN, CN¥49.00",
        "4900, CNY, ZH_CN, ¥49.00",
        "123456, EUR, ZH_CN, '€1,234.56'"
    })
    void writesPricesInTheDigitsOfTheirCurrency(
            long amount, String currency, Language language, String text) {
        assertThat(Texts.load(language).price(new Price(amount, currency))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"EN, '22 Nov 2026, 16:05 UTC'", "ZH_CN, 2026年11月22日 16:05 UTC"})
    void writesMomentsInUtc(Language language, String text) {
        assertThat(Texts.load(language).moment(Instant.parse("2026-11-22T16:05:59Z")))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "-PT1S, 0 s, 0 秒",
        "PT59.999S, 59 s, 59 秒",
        "PT5M, 5 min, 5 分钟",
        "PT4M59S, 4 min 59 s, 4 分 59 秒",
        "PT2H5M, 2 h 05 min, 2 小时 05 分",
        "P1DT3H, 1 day 3 h, 1 天 3 小时",
        "P2DT23H59M, 2 days 23 h, 2 天 23 小时"
    })
    void writesTheTwoLargestUnits(Duration span, String text, String chinese) {
        assertThat(english.span(span)).isEqualTo(text);
        assertThat(Texts.load(Language.ZH_CN).span(span)).isEqualTo(chinese);
    }
}
