package dev.fairgate.models.hands;

import java.util.Arrays;
import java.util.stream.Stream;

/// Finds the words in a user agent that name a tool instead of a browser.
///
/// A word is a run of letters; what is around it (digits, `/`, `_`, control characters) ends it. It
/// names a tool if it is in one of the two lists, begins with `headless`, ends with `bot`,
/// `crawler`, `spider` or `scraper`, or is the `http` of `+https://…`, where crawlers say who they
/// are. Phones are called *Cubot*, *Phantom* and *GOT*: the first is left out, the second counts
/// only as `phantomjs`, and names of tools that are also other words count only where the text
/// begins, which that of a browser does with `Mozilla/5.0`. *Lynx* speaks of its `libwww`, and
/// people read with it.
final class AgentWords {

    /// Twelve letters of five bits: words are compared as numbers, without a copy.
    private static final int MAX_LETTERS = 12;

    private static final long LAST_LETTERS = (1L << (5 * MAX_LETTERS)) - 1;

    private static final long[] ANYWHERE =
            packed(
                    "aiohttp",
                    "apachebench",
                    "axios",
                    "curl",
                    "cypress",
                    "dataprovider",
                    "guzzlehttp",
                    "htmlunit",
                    "httpclient",
                    "httpie",
                    "httpx",
                    "httrack",
                    "jmeter",
                    "libcurl",
                    "lighthouse",
                    "mechanize",
                    "nutch",
                    "okhttp",
                    "phantomjs",
                    "playwright",
                    "postmanruntime",
                    "puppeteer",
                    "python",
                    "reactornetty",
                    "reqwest",
                    "restsharp",
                    "scrapy",
                    "selenium",
                    "slimerjs",
                    "slurp",
                    "undici",
                    "urllib",
                    "webdriver",
                    "wget",
                    "winhttp");

    private static final long[] AT_THE_START =
            packed(
                    "colly",
                    "dart",
                    "faraday",
                    "fasthttp",
                    "gatling",
                    "go",
                    "got",
                    "hyper",
                    "insomnia",
                    "java",
                    "k",
                    "libwww",
                    "locust",
                    "node",
                    "perl",
                    "php",
                    "rest",
                    "ruby",
                    "vegeta",
                    "wrk");

    private static final long HEADLESS = pack("headless");
    private static final long HTTP = pack("http");
    private static final long HTTPS = pack("https");
    private static final long CUBOT = pack("cubot");
    private static final String[] ENDINGS = {"bot", "bots", "crawler", "spider", "scraper"};
    private static final long[] ENDING = Stream.of(ENDINGS).mapToLong(AgentWords::pack).toArray();
    private static final long[] ENDING_BITS =
            Stream.of(ENDINGS).mapToLong(end -> (1L << (5 * end.length())) - 1).toArray();

    private AgentWords() {}

    /// Whether any of the words within the first 512 characters names a tool.
    static boolean nameAutomation(String agent) {
        int length = Math.min(agent.length(), ClientShape.MAX_AGENT);
        for (int at = 0; at < length; at++) {
            int start = at;
            long first = 0;
            long last = 0;
            for (int letter; at < length && (letter = letter(agent.charAt(at))) > 0; at++) {
                last = ((last << 5) | letter) & LAST_LETTERS;
                first = at - start < MAX_LETTERS ? last : first;
                if (first == HEADLESS) {
                    return true;
                }
            }
            if (at > start && (isListed(agent, start, first) || endsAsATool(last))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isListed(String agent, int start, long first) {
        if (Arrays.binarySearch(ANYWHERE, first) >= 0) {
            return true;
        }
        return start == 0
                ? Arrays.binarySearch(AT_THE_START, first) >= 0
                : agent.charAt(start - 1) == '+' && (first == HTTP || first == HTTPS);
    }

    private static boolean endsAsATool(long last) {
        for (int i = 0; i < ENDING.length; i++) {
            if ((last & ENDING_BITS[i]) == ENDING[i]) {
                return last != CUBOT;
            }
        }
        return false;
    }

    /// 1 to 26 for letters of either case, else 0.
    private static int letter(char c) {
        int letter = (c | 32) - 'a' + 1;
        return c < 128 && letter >= 1 && letter <= 26 ? letter : 0;
    }

    private static long[] packed(String... words) {
        return Stream.of(words).mapToLong(AgentWords::pack).sorted().toArray();
    }

    private static long pack(String word) {
        long packed = 0;
        for (int i = 0; i < Math.min(word.length(), MAX_LETTERS); i++) {
            packed = (packed << 5) | letter(word.charAt(i));
        }
        return packed;
    }
}
