package dev.fairgate.models.hands;

import java.util.List;
import java.util.Optional;

/// What a request says about the program that sent it. All of it can be made up: a program that
/// does not even try shows here, and many requests of one program show as one family.
///
/// @param absent whether the user agent is missing or blank
/// @param automation whether the user agent names a tool that is no browser, or a browser that a
///      program drives; see [AgentWords]
/// @param browserHeaders share of what every browser sends with a purchase that is there, 0 to 1:
///      `Accept`, `Accept-Language`, `Accept-Encoding`, `User-Agent`, `Origin` or `Referer`, any
///      `Sec-Fetch-*` (not over plain HTTP, and not by Safari before 16.4); `Host`, `User-Agent`
/// and
///      `Accept` alone, as curl sends: 2 / 6 = 0.333
/// @param headerCount how many headers came, 0 to 64
/// @param family a hash of the user agent and of the names of the headers in order, whatever their
///      case: equal for requests that are made by the same program in the same way. `Cookie` and
///      names that begin with `X-` are left out: those come and go with the visit and with proxies
public record ClientShape(
        boolean absent, boolean automation, double browserHeaders, int headerCount, long family) {

    /// Headers beyond this many are not looked at.
    public static final int MAX_HEADERS = 64;

    /// Characters of a user agent beyond this many are not looked at.
    public static final int MAX_AGENT = 512;

    private static final int EXPECTED = 6;
    private static final int MAX_NAME = 128;

    /// Reads what there is.
    ///
    /// @param headerNames in the order they came
    public static ClientShape of(Optional<String> userAgent, List<String> headerNames) {
        String agent = userAgent.orElse("");
        int count = Math.min(headerNames.size(), MAX_HEADERS);
        long family = hash(1, agent, Math.min(agent.length(), MAX_AGENT), false);
        int there = 0;
        for (int i = 0; i < count; i++) {
            String name = headerNames.get(i);
            there |= expected(name);
            if (isOfTheProgram(name)) {
                family = hash(family, name, Math.min(name.length(), MAX_NAME), true);
            }
        }
        return new ClientShape(
                agent.isBlank(),
                AgentWords.nameAutomation(agent),
                (double) Integer.bitCount(there) / EXPECTED,
                count,
                family);
    }

    /// The bit of an expected header, 0 for others.
    private static int expected(String name) {
        return switch (name.length()) {
            case 6 -> name.equalsIgnoreCase("accept") ? 1 : is(name, "origin", 16);
            case 7 -> is(name, "referer", 16);
            case 10 -> is(name, "user-agent", 8);
            case 15 -> is(name, "accept-language", 2) | is(name, "accept-encoding", 4);
            default -> startsWith(name, "sec-fetch-") ? 32 : 0;
        };
    }

    private static int is(String name, String header, int bit) {
        return name.equalsIgnoreCase(header) ? bit : 0;
    }

    private static boolean isOfTheProgram(String name) {
        return !startsWith(name, "x-") && !name.equalsIgnoreCase("cookie");
    }

    private static boolean startsWith(String name, String start) {
        return name.regionMatches(true, 0, start, 0, start.length());
    }

    /// Mixed after each text, so that moving a letter to the next one is another hash.
    private static long hash(long before, String text, int length, boolean anyCase) {
        long hash = before;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            hash = (hash ^ (anyCase && c >= 'A' && c <= 'Z' ? c + 32 : c)) * 0x100000001B3L;
        }
        return TraceHash.mixed(hash);
    }
}
