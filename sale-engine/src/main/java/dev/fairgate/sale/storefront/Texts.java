package dev.fairgate.sale.storefront;

import dev.fairgate.sale.sale.Price;
import dev.fairgate.sale.sale.SaleStatus;
import dev.fairgate.sale.stock.OrderStatus;
import dev.fairgate.sale.web.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.core.type.TypeReference;

/// Everything the pages say in one language: texts, prices, times.
///
/// What only the server says is in `texts/<language>.json`. What a page's script says too is in
/// `assets/fairgate/words/<language>.js`, which is a JSON object in a call: read here as well, so
/// that no text has two homes.
final class Texts {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final Language language;
    private final Map<String, String> texts;
    private final DateTimeFormatter moment;

    private Texts(Language language, Map<String, String> texts) {
        this.language = language;
        this.texts = Map.copyOf(texts);
        this.moment =
                DateTimeFormatter.ofPattern(language.moment(), language.locale())
                        .withZone(ZoneOffset.UTC);
    }

    /// The texts of each language.
    static Map<Language, Texts> all() {
        Map<Language, Texts> all = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            all.put(language, load(language));
        }
        return all;
    }

    static Texts load(Language language) {
        Map<String, String> texts = new HashMap<>(parse("texts/" + language.tag() + ".json"));
        parse("assets/fairgate/words/" + language.tag() + ".js")
                .forEach(
                        (key, text) -> {
                            if (texts.put(key, text) != null) {
                                throw new IllegalStateException("two homes for the text " + key);
                            }
                        });
        return new Texts(language, texts);
    }

    private static Map<String, String> parse(String file) {
        try {
            String text =
                    new ClassPathResource("storefront/" + file)
                            .getContentAsString(StandardCharsets.UTF_8);
            int begin = text.startsWith("{") ? 0 : text.indexOf("\", {") + 3;
            return Json.mapper().readValue(text.substring(begin, text.lastIndexOf('}') + 1), TEXTS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Language language() {
        return language;
    }

    /// All of them, by their keys: what templates print.
    Map<String, String> byKey() {
        return texts;
    }

    boolean has(String key) {
        return texts.containsKey(key);
    }

    String say(String key) {
        return say(key, Map.of());
    }

    /// A text with its placeholders, such as `{count}`, filled in.
    String say(String key, Map<String, ?> values) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("no text for " + key + " in " + language.tag());
        }
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(fill(key, found.group(1), values)));
    }

    private static String fill(String key, String name, Map<String, ?> values) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no {" + name + "} for the text " + key);
        }
        return value.toString();
    }

    /// One or many: `units-one` or `units-many`.
    String counted(String key, long count) {
        return say(key + (count == 1 ? "-one" : "-many"), Map.of("count", count));
    }

    String of(SaleStatus status) {
        return say("status-" + status.wireName());
    }

    String of(OrderStatus status) {
        return say("order-" + status.wireName());
    }

    /// `€49.00`, as the page's script writes it too.
    String price(Price price) {
        Currency currency = Currency.getInstance(price.currency());
        int digits = Math.max(0, currency.getDefaultFractionDigits());
        NumberFormat format = NumberFormat.getCurrencyInstance(language.locale());
        format.setCurrency(currency);
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(BigDecimal.valueOf(price.amount(), digits));
    }

    /// In UTC, and says so: what a browser without scripts gets.
    String moment(Instant at) {
        return moment.format(at);
    }

    /// `1 day 3 h`, `2 h 05 min`, `4 min 59 s`, `5 min`: the two largest units that matter.
    String span(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        long minutes = seconds / 60;
        if (seconds >= 86_400) {
            long days = seconds / 86_400;
            return say(
                    days == 1 ? "span-days-one" : "span-days-many",
                    Map.of("days", days, "hours", seconds % 86_400 / 3600));
        }
        if (seconds >= 3600) {
            String left = "%02d".formatted(minutes % 60);
            return say("span-hours", Map.of("hours", seconds / 3600, "minutes", left));
        }
        if (seconds < 60) {
            return say("span-seconds", Map.of("seconds", seconds));
        }
        return seconds % 60 == 0
                ? say("span-minutes", Map.of("minutes", minutes))
                : say("span-minutes-seconds", Map.of("minutes", minutes, "seconds", seconds % 60));
    }
}
