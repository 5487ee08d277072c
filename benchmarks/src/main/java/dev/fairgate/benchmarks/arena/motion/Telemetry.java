package dev.fairgate.benchmarks.arena.motion;

import java.util.StringJoiner;

/// What a page sends of a visit with a purchase.
public final class Telemetry {

    private Telemetry() {}

    /// The `telemetry` object of a purchase.
    ///
    /// @param trace of the visit; its last event lies before `submittedAt`
    /// @param pageOpenedAt epoch ms by the browser's clock
    /// @param submittedAt epoch ms by the same clock
    /// @param browser where the page is
    public static String json(Trace trace, long pageOpenedAt, long submittedAt, Browser browser) {
        StringBuilder json = new StringBuilder(256 + 18 * trace.events().size());
        json.append("{\"pageOpenedAt\":").append(pageOpenedAt);
        json.append(",\"submittedAt\":").append(submittedAt);
        json.append(",\"events\":[");
        String comma = "";
        for (Trace.Event event : trace.events()) {
            append(json.append(comma), event);
            comma = ",";
        }
        json.append("],\"webdriver\":false");
        append(json, browser);
        return json.append('}').toString();
    }

    private static void append(StringBuilder json, Trace.Event event) {
        json.append('[').append(event.at()).append(",\"").append(event.kind()).append('"');
        switch (event.kind()) {
            case 'k', 'f' -> {}
            case 'v' -> json.append(',').append(event.x());
            default -> json.append(',').append(event.x()).append(',').append(event.y());
        }
        json.append(']');
    }

    private static void append(StringBuilder json, Browser browser) {
        StringJoiner languages = new StringJoiner("\",\"", "[\"", "\"]").setEmptyValue("[]");
        browser.languages().forEach(languages::add);
        Browser.Screen screen = browser.screen();
        json.append(",\"timezone\":\"").append(browser.timezone());
        json.append("\",\"languages\":").append(languages);
        json.append(",\"screen\":[").append(screen.width()).append(',').append(screen.height());
        json.append(',').append(screen.ratio()).append("],\"touch\":").append(browser.touch());
    }
}
