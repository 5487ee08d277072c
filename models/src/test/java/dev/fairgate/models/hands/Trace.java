package dev.fairgate.models.hands;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Writes telemetry for tests: events in the order in which they are added.
final class Trace {

    static final long OPENED = 1_790_000_000_000L;
    static final long SENT = OPENED + 60_000;
    static final long DECIDED = SENT + 90;

    private final List<String> events = new ArrayList<>();

    /// One that a person may have made: strokes to targets with a speed that rises and falls
    /// (minimum jerk), a bow, a tremor, a clock that is late now and then, and rests between.
    static Trace ofAPerson(RandomGenerator random) {
        Trace trace = new Trace();
        double x = random.nextInt(100, 900);
        double y = random.nextInt(100, 700);
        int at = random.nextInt(300, 1500);
        for (int stroke = 0; stroke < 4; stroke++) {
            double toX = random.nextInt(100, 900);
            double toY = random.nextInt(100, 700);
            double bow = random.nextDouble(-0.2, 0.2);
            int steps = random.nextInt(12, 24);
            for (int i = 1; i <= steps; i++) {
                double t = (double) i / steps;
                double way = t * t * t * (10 - 15 * t + 6 * t * t);
                double aside = bow * Math.sin(Math.PI * way);
                trace.move(
                        at,
                        (int) Math.round(x + (toX - x) * way - (toY - y) * aside + tremor(random)),
                        (int) Math.round(y + (toY - y) * way + (toX - x) * aside + tremor(random)));
                at += 16 + (random.nextInt(5) == 0 ? random.nextInt(1, 30) : random.nextInt(2));
            }
            x = toX;
            y = toY;
            at += random.nextInt(200, 900);
        }
        return trace;
    }

    private static double tremor(RandomGenerator random) {
        return random.nextGaussian() * 2;
    }

    /// A straight line at a constant speed by a clock of 16 ms.
    static Trace ofALine(int moves) {
        Trace trace = new Trace();
        for (int i = 0; i < moves; i++) {
            trace.move(500 + 16 * i, 100 + 6 * i, 100 + 8 * i);
        }
        return trace;
    }

    Trace move(int at, int x, int y) {
        return event(at, "m", x, y);
    }

    Trace event(int at, String kind, int... numbers) {
        StringBuilder event = new StringBuilder("[" + at + ",\"" + kind + "\"");
        for (int number : numbers) {
            event.append(',').append(number);
        }
        return raw(event + "]");
    }

    Trace raw(String event) {
        events.add(event);
        return this;
    }

    /// The same with another event in one place.
    Trace with(int index, String event) {
        Trace other = new Trace();
        other.events.addAll(events);
        other.events.set(index, event);
        return other;
    }

    String json() {
        return json(OPENED, SENT, false);
    }

    String json(long openedAt, long submittedAt, boolean webdriver) {
        return """
        {"pageOpenedAt":%d,"submittedAt":%d,"events":[%s],"webdriver":%b,\
        "timezone":"Europe/Berlin","languages":["de-DE","en"],"screen":[1440,900,2],"touch":false}"""
                .formatted(openedAt, submittedAt, String.join(",", events), webdriver);
    }

    Hands read() {
        return Hands.read(json(), DECIDED);
    }
}
