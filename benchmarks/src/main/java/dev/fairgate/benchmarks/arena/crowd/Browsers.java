package dev.fairgate.benchmarks.arena.crowd;

import dev.fairgate.benchmarks.arena.motion.Means;
import java.util.List;
import java.util.random.RandomGenerator;

/// Headers as browsers and tools send them, names and values in turn.
final class Browsers {

    private static final List<String> DESKTOP =
            List.of(
                    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
                    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Safari/605.1.15",
                    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0",
                    "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0");
    private static final List<String> PHONE =
            List.of(
                    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36",
                    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1");
    private static final String TOOL = "python-requests/2.32.5";

    private Browsers() {}

    /// What a browser sends with a call of a page's script.
    static List<String> person(Means means, RandomGenerator random) {
        List<String> agents = means == Means.TOUCH ? PHONE : DESKTOP;
        return browser(agents.get(random.nextInt(agents.size())));
    }

    /// What a program sends that says it is the commonest browser.
    static List<String> disguised() {
        return browser(DESKTOP.getFirst());
    }

    /// What a library sends by itself.
    static List<String> tool() {
        return List.of("User-Agent", TOOL, "Accept", "*/*", "Accept-Encoding", "gzip, deflate");
    }

    private static List<String> browser(String agent) {
        return List.of(
                "User-Agent", agent,
                "Accept", "application/json",
                "Accept-Language", "de-DE,de;q=0.9,en;q=0.8",
                "Accept-Encoding", "identity",
                "Origin", "http://127.0.0.1:8080",
                "Sec-Fetch-Site", "same-origin",
                "Sec-Fetch-Mode", "cors",
                "Sec-Fetch-Dest", "empty");
    }
}
