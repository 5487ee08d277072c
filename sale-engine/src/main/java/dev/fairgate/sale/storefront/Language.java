package dev.fairgate.sale.storefront;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.reactive.function.server.ServerRequest;

/// A language that the pages speak: the one that the buyer chose, else the first that the browser
/// asks for, else English.
enum Language {
    EN("en", Locale.US, "d MMM uuuu, HH:mm 'UTC'"),
    ZH_CN("zh-CN", Locale.SIMPLIFIED_CHINESE, "uuuu年M月d日 HH:mm 'UTC'");

    private static final String COOKIE = "fairgate_language";
    private static final int LONGEST_HEADER = 200;

    private final String tag;
    private final Locale locale;
    private final String moment;

    Language(String tag, Locale locale, String moment) {
        this.tag = tag;
        this.locale = locale;
        this.moment = moment;
    }

    /// As in `lang`, and as the files of its texts are called.
    String tag() {
        return tag;
    }

    Locale locale() {
        return locale;
    }

    /// The pattern of a date with its time.
    String moment() {
        return moment;
    }

    static Optional<Language> of(String tag) {
        return Arrays.stream(values()).filter(it -> it.tag.equals(tag)).findFirst();
    }

    static Language of(ServerRequest request) {
        HttpCookie chosen = request.cookies().getFirst(COOKIE);
        return Optional.ofNullable(chosen)
                .flatMap(cookie -> of(cookie.getValue()))
                .orElseGet(() -> asked(request.headers().header(HttpHeaders.ACCEPT_LANGUAGE)));
    }

    /// The first of ours in `Accept-Language`, by its weights; a header that is none counts for
    /// nothing.
    static Language asked(List<String> header) {
        String text = String.join(",", header);
        if (text.isBlank() || text.length() > LONGEST_HEADER) {
            return EN;
        }
        try {
            return Locale.LanguageRange.parse(text).stream()
                    .filter(range -> range.getWeight() > 0)
                    .flatMap(range -> speaks(range.getRange()).stream())
                    .findFirst()
                    .orElse(EN);
        } catch (IllegalArgumentException e) {
            return EN;
        }
    }

    private static Optional<Language> speaks(String range) {
        return Arrays.stream(values())
                .filter(it -> range.split("-", 2)[0].equals(it.locale.getLanguage()))
                .findFirst();
    }

    /// Remembers the choice.
    ResponseCookie cookie(boolean secure) {
        return ResponseCookie.from(COOKIE, tag)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .path("/")
                .maxAge(Duration.ofDays(365))
                .build();
    }
}
