package dev.fairgate.benchmarks;

import java.util.SplittableRandom;

/// The body of a purchase as a browser sends it, with 60 telemetry events: four strokes of a
/// pointer that a hand leads (minimum jerk: Flash and Hogan, 1985, with a bow, a tremor and an
/// uneven clock), rests between them, and a press. No two variants are alike, as no two people are.
public final class PurchaseBody {

    private static final int STROKES = 4;
    private static final int STEPS = 14;

    private PurchaseBody() {}

    /// The whole body.
    ///
    /// @param variant another number is another hand
    public static String of(long variant) {
        return "{\"quantity\":1,\"telemetry\":" + telemetry(variant) + "}";
    }

    /// What the page saw, alone.
    public static String telemetry(long variant) {
        SplittableRandom random = new SplittableRandom(variant);
        StringBuilder events = new StringBuilder("[0,\"f\"]");
        double x = random.nextInt(100, 900);
        double y = random.nextInt(100, 700);
        int at = 0;
        for (int stroke = 0; stroke < STROKES; stroke++) {
            at += random.nextInt(160, 1_500);
            double toX = random.nextInt(100, 900);
            double toY = random.nextInt(100, 700);
            double bow = random.nextDouble(-0.2, 0.2);
            for (int i = 1; i <= STEPS; i++) {
                at += 12 + (random.nextInt(5) == 0 ? random.nextInt(40) : random.nextInt(8));
                double t = (double) i / STEPS;
                double way = t * t * t * (10 - 15 * t + 6 * t * t);
                double aside = bow * Math.sin(Math.PI * way);
                double tremor = random.nextDouble(-2, 2);
                move(
                        events,
                        at,
                        x + (toX - x) * way - (toY - y) * aside + tremor,
                        y + (toY - y) * way + (toX - x) * aside - tremor);
            }
            x = toX;
            y = toY;
        }
        press(events, at + random.nextInt(80, 400), random.nextInt(50, 140), x, y);
        return "{\"pageOpenedAt\":1790000000000,\"submittedAt\":%d,\"events\":["
                        .formatted(1_790_000_000_700L + at)
                + events
                + "],\"webdriver\":false,\"timezone\":\"Europe/Berlin\",\"languages\":[\"de-DE\"],"
                + "\"screen\":[1440,900,2],\"touch\":false}";
    }

    private static void press(StringBuilder events, int at, int ms, double x, double y) {
        event(events, at, 'd', x, y);
        event(events, at + ms, 'u', x, y);
        events.append(",[%d,\"v\",1]".formatted(at + ms + 1));
    }

    private static void move(StringBuilder events, int at, double x, double y) {
        event(events, at, 'm', x, y);
    }

    private static void event(StringBuilder events, int at, char kind, double x, double y) {
        events.append(",[").append(at).append(",\"").append(kind).append("\",");
        events.append(Math.max(0, Math.round(x))).append(',');
        events.append(Math.max(0, Math.round(y))).append(']');
    }
}
