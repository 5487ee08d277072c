package dev.fairgate.models.hands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientShapeTest {

    private static final String FIREFOX =
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static final List<String> BROWSER =
            List.of(
                    "Host",
                    "User-Agent",
                    "Accept",
                    "Accept-Language",
                    "Accept-Encoding",
                    "Referer",
                    "Content-Type",
                    "Origin",
                    "Sec-Fetch-Dest",
                    "Sec-Fetch-Mode");

    private static ClientShape of(String agent) {
        return ClientShape.of(Optional.of(agent), BROWSER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl/8.5.0",
                "Wget/1.21",
                "python-requests/2.32.3",
                "Python/3.12 aiohttp/3.9.5",
                "Go-http-client/1.1",
                "okhttp/4.12.0",
                "Java/21.0.3",
                "Java-http-client/25",
                "Apache-HttpClient/4.5.14 (Java/17.0.2)",
                "ReactorNetty/1.2.10",
                "node",
                "got (https://github.com/sindresorhus/got)",
                "axios/1.7.2",
                "libwww-perl/6.77",
                "k6/0.52.0 (https://k6.io/)",
                "PostmanRuntime/7.39.0",
                "Scrapy/2.11 (+https://scrapy.org)",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
                        + " HeadlessChrome/126.0.0.0 Safari/537.36",
                "Mozilla/5.0 (Unknown; Linux) AppleWebKit/538.1 PhantomJS/2.1.1 Safari/538.1",
                "Mozilla/5.0 (compatible; Googlebot/2.1)",
                "Mozilla/5.0 (Linux; Android 5.0) (compatible; Bytespider)",
                "Mozilla/5.0 (compatible; some-thing/1.0; +https://some.example/who)",
                "MyCrawler",
                "my_playwright_script",
                "\u0000\u0007SELENIUM\r\n<script>",
            })
    void namesOfToolsAreFound(String agent) {
        assertThat(of(agent).automation()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                FIREFOX,
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                        + " Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15"
                        + " (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
                "Mozilla/5.0 (Linux; Android 9; CUBOT_X18_Plus) AppleWebKit/537.36",
                "Mozilla/5.0 (Linux; Android 11; CUBOT NOTE 20) AppleWebKit/537.36",
                "Mozilla/5.0 (Linux; Android 12; Cubot) AppleWebKit/537.36",
                "Mozilla/5.0 (Linux; Android 6.0; TECNO PHANTOM 6 Plus) AppleWebKit/537.36",
                "Mozilla/5.0 (Linux; Android 10; GOT-W29) AppleWebKit/537.36",
                "Mozilla/5.0 (Linux; Android 14; wv) Instagram 334.0.0.42.95 Android",
                "Mozilla/5.0 (PlayStation; PlayStation 5/2.26) AppleWebKit/605.1.15",
                "Lynx/2.9.0dev.12 libwww-FM/2.14FM SSL-MM/1.4.1 GNUTLS/3.7.9",
                "Opera/9.80 (J2ME/MIDP; Opera Mini/7.1.32052/29.3709; U; en) Presto/2.8.119",
                "Mozilla/5.0 (X11; Linux x86_64; https://shop.example) Gecko/20100101",
                "<b>both</b> bottom botany javascript goat",
                "ｂｏｔ",
                ""
            })
    void browsersAndPhonesAreNot(String agent) {
        assertThat(of(agent).automation()).isFalse();
    }

    @Test
    void looksAtTheFirst512CharactersAlone() {
        String far = "x ".repeat(256) + "curl";

        assertThat(of(far).automation()).isFalse();
        assertThat(of(far.substring(8)).automation()).isTrue();
        assertThat(of(far).family()).isEqualTo(of(far + "y").family());
    }

    @Test
    void noAgentIsAbsent() {
        assertThat(ClientShape.of(Optional.empty(), List.of()))
                .isEqualTo(ClientShape.of(Optional.of(""), List.of()))
                .extracting(ClientShape::absent, ClientShape::browserHeaders)
                .containsExactly(true, 0.0);
        assertThat(of(" \t").absent()).isTrue();
        assertThat(of(FIREFOX).absent()).isFalse();
    }

    @Test
    void countsWhatEveryBrowserSends() {
        assertThat(of(FIREFOX).browserHeaders()).isEqualTo(1);
        assertThat(of(FIREFOX).headerCount()).isEqualTo(10);
        assertThat(headers(List.of("Host", "User-Agent", "Accept")).browserHeaders())
                .isEqualTo(1 / 3.0, within(1e-9));
        assertThat(headers(List.of("accept", "ACCEPT", "referer", "origin")).browserHeaders())
                .isEqualTo(1 / 3.0, within(1e-9));
        assertThat(headers(List.of("accepts", "sec-fetch", "x-origin")).browserHeaders()).isZero();
    }

    private static ClientShape headers(List<String> names) {
        return ClientShape.of(Optional.of(FIREFOX), names);
    }

    @Test
    void oneProgramIsOneFamily() {
        List<String> lower = BROWSER.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        List<String> withCookie = new ArrayList<>(BROWSER);
        withCookie.add(3, "Cookie");
        withCookie.add("X-Forwarded-For");

        assertThat(headers(lower).family()).isEqualTo(headers(BROWSER).family());
        assertThat(headers(withCookie).family()).isEqualTo(headers(BROWSER).family());
    }

    @Test
    void anotherAgentOrOrderOrNameIsAnotherFamily() {
        List<String> swapped = new ArrayList<>(BROWSER);
        Collections.swap(swapped, 3, 4);
        long family = headers(BROWSER).family();

        assertThat(headers(swapped).family()).isNotEqualTo(family);
        assertThat(headers(BROWSER.subList(0, 9)).family()).isNotEqualTo(family);
        assertThat(of(FIREFOX + "1").family()).isNotEqualTo(family);
        assertThat(headers(List.of("ab", "c")).family())
                .isNotEqualTo(headers(List.of("a", "bc")).family());
    }

    @Test
    void manyHeadersAreCountedUpTo64() {
        List<String> many = Collections.nCopies(100_000, "Accept");

        assertThat(headers(many).headerCount()).isEqualTo(ClientShape.MAX_HEADERS);
        assertThat(headers(many)).isEqualTo(headers(many.subList(0, 64)));
    }
}
