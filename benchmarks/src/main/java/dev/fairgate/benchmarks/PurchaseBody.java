package dev.fairgate.benchmarks;

/// The body of a purchase as a browser sends it, with 60 telemetry events.
public final class PurchaseBody {

    private static final int EVENTS = 60;

    private PurchaseBody() {}

    /// The whole body.
    ///
    /// @param variant another number is another path of the pointer, of about the same length
    public static String of(int variant) {
        return "{\"quantity\":1,\"telemetry\":" + telemetry(variant) + "}";
    }

    /// What the page saw, alone.
    public static String telemetry(int variant) {
        StringBuilder events = new StringBuilder("[0,\"f\"]");
        for (int i = 1; i < EVENTS - 1; i++) {
            int x = 200 + (i * 3 + variant) % 400;
            events.append(",[%d,\"m\",%d,%d]".formatted(i * 16, x, 500 - i * 2));
        }
        events.append(",[985,\"d\",374,384]");
        return "{\"pageOpenedAt\":1790000000000,\"submittedAt\":1790000004210,\"events\":["
                + events
                + "],\"webdriver\":false,\"timezone\":\"Europe/Berlin\",\"languages\":[\"de-DE\"],"
                + "\"screen\":[1440,900,2],\"touch\":false}";
    }
}
