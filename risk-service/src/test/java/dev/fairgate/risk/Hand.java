package dev.fairgate.risk;

import java.util.StringJoiner;
import java.util.random.RandomGenerator;

/// Telemetry of made-up hands, in the shape of the contract.
public final class Hand {

    private static final long OPENED = 1_790_000_000_000L;

    private final RandomGenerator random;
    private final StringJoiner events = new StringJoiner(",", "[", "]");
    private int at;
    private double x;
    private double y;

    private Hand(RandomGenerator random) {
        this.random = random;
    }

    /// A person who looks around, aims at the button and presses it: strokes of minimum jerk (Flash
    /// and Hogan, 1985) with the tremor, the pauses and the corrections of a hand.
    public static String person(RandomGenerator random) {
        Hand hand = new Hand(random);
        hand.begin(100 + random.nextInt(900), 100 + random.nextInt(500));
        int strokes = 2 + random.nextInt(4);
        for (int i = 0; i < strokes; i++) {
            hand.pause(200 + random.nextInt(2_500));
            hand.stroke(
                    50 + random.nextInt(1_000),
                    50 + random.nextInt(700),
                    0.4 + random.nextDouble());
        }
        hand.pause(100 + random.nextInt(900));
        hand.stroke(300 + random.nextInt(60), 430 + random.nextInt(20), 0.4 + random.nextDouble());
        hand.stroke(300 + random.nextInt(60), 430 + random.nextInt(20), 0.15);
        return hand.press(55 + random.nextInt(90));
    }

    /// A script that draws one line at one speed, give or take a few pixels and milliseconds.
    ///
    /// @param pace milliseconds between two moves
    public static String script(RandomGenerator random, int pace, int jitter) {
        Hand hand = new Hand(random);
        hand.begin(100, 100);
        for (int i = 0; i < 50; i++) {
            hand.at += pace + hand.within(jitter);
            hand.move(100 + 4 * i + hand.within(jitter), 100 + 6 * i + hand.within(jitter));
        }
        return hand.press(80 + hand.within(jitter));
    }

    private void begin(double fromX, double fromY) {
        x = fromX;
        y = fromY;
        events.add("[0,\"f\"]");
    }

    private void pause(int ms) {
        at += ms;
    }

    private void stroke(double toX, double toY, double seconds) {
        double fromX = x;
        double fromY = y;
        double bow = (random.nextDouble() - 0.5) * 0.2;
        int took = 0;
        int ms = (int) (1_000 * seconds);
        while (took < ms) {
            int step = 8 + (random.nextInt(4) == 0 ? random.nextInt(24) : random.nextInt(10));
            took = Math.min(ms, took + step);
            at += step;
            double t = (double) took / ms;
            double s = t * t * t * (10 - 15 * t + 6 * t * t);
            double aside = bow * Math.sin(Math.PI * s);
            x = fromX + (toX - fromX) * s - (toY - fromY) * aside + random.nextGaussian();
            y = fromY + (toY - fromY) * s + (toX - fromX) * aside + random.nextGaussian();
            move(x, y);
        }
    }

    private void move(double toX, double toY) {
        events.add("[%d,\"m\",%d,%d]".formatted(at, Math.round(toX), Math.round(toY)));
        x = toX;
        y = toY;
    }

    private String press(int ms) {
        at += 120;
        events.add("[%d,\"d\",%d,%d]".formatted(at, Math.round(x), Math.round(y)));
        at += ms;
        events.add("[%d,\"u\",%d,%d]".formatted(at, Math.round(x), Math.round(y)));
        return """
               {"pageOpenedAt":%d,"submittedAt":%d,"events":%s,"webdriver":false,\
               "timezone":"Europe/Berlin","languages":["de-DE"],"screen":[1440,900,2],\
               "touch":false}"""
                .formatted(OPENED, OPENED + at + 30, events);
    }

    private int within(int jitter) {
        return jitter == 0 ? 0 : random.nextInt(2 * jitter + 1) - jitter;
    }
}
