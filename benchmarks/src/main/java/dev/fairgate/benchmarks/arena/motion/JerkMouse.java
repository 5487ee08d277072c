package dev.fairgate.benchmarks.arena.motion;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// A hand on a mouse by the model of [MinimumJerk], from the press back to the opening of the page.
final class JerkMouse {

    private static final Lognormal HOLD = new Lognormal(85, 0.25);
    private static final Lognormal DWELL = new Lognormal(120, 0.5);
    private static final Lognormal PAUSE = new Lognormal(600, 0.8);
    private static final Lognormal LATENCY = new Lognormal(60, 0.4);
    private static final int MAX_CORRECTIONS = 3;
    private static final int IMPATIENT_MS = 1500;
    private static final double TREMOR_MEMORY = 0.6;

    private final Page page;
    private final PageRecorder recorder;
    private final RandomGenerator random;
    private final Frames frames;
    private final JerkWheel wheel;
    private final double startMs;
    private final double msPerBit;
    private final double tremorPx;
    private double x;
    private double y;

    JerkMouse(Page page, PageRecorder recorder, RandomGenerator random) {
        this.page = page;
        this.recorder = recorder;
        this.random = random;
        frames = new Frames(random);
        wheel = new JerkWheel(page, recorder, frames, random);
        startMs = random.nextDouble(60, 140);
        msPerBit = random.nextDouble(90, 220);
        tremorPx = random.nextDouble(0.2, 0.5);
    }

    void visit(int durationMs) {
        double at = press(durationMs);
        at = aim(at, durationMs);
        while (at > page.readyMs()) {
            at = page.before(at - PAUSE.draw(random));
            at = random.nextDouble() < 0.35 ? wheel.turnedBefore(at) : wanderBefore(at);
        }
    }

    /// Returns when the hand had come to rest.
    private double press(int durationMs) {
        Page.Button buy = page.buy();
        x = buy.x() + Math.clamp(random.nextGaussian() / 6, -0.45, 0.45) * buy.width();
        y = buy.y() + Math.clamp(random.nextGaussian() / 6, -0.45, 0.45) * buy.height();
        double up = durationMs - random.nextDouble(2, 9);
        double down = up - Math.clamp(HOLD.draw(random), 50, 150);
        recorder.down(down, x, y);
        recorder.up(up, x, y);
        return down - DWELL.draw(random);
    }

    /// Whoever is in a hurry has often left the pointer at the button.
    private double aim(double at, int durationMs) {
        if (durationMs < IMPATIENT_MS && random.nextDouble() < 0.6) {
            return reachBefore(at, random.nextGaussian() * 12, random.nextGaussian() * 8, 10);
        }
        double dx = x - random.nextDouble() * page.width();
        double dy = y - random.nextDouble() * page.height();
        return reachBefore(at, dx, dy, page.buy().height());
    }

    private double wanderBefore(double at) {
        if (random.nextDouble() < 0.3) {
            return reachBefore(at, random.nextGaussian() * 30, random.nextGaussian() * 15, 40);
        }
        double dx = x - random.nextDouble() * page.width();
        double dy = y - random.nextDouble() * page.height();
        return reachBefore(at, dx, dy, 120);
    }

    /// A movement that ends here at that time; afterwards *here* is where it began.
    ///
    /// @return when it began
    private double reachBefore(double at, double dx, double dy, double width) {
        List<Reach> reaches = plan(dx, dy, width);
        Reach last = reaches.getLast();
        double begin = at - last.endMs();
        double fromX = within(x - last.toX(), page.width());
        double fromY = within(y - last.toY(), page.height());
        follow(reaches, begin, fromX, fromY);
        x = fromX;
        y = fromY;
        return begin;
    }

    private static double within(double place, int size) {
        return Math.clamp(place, 0, size - 1);
    }

    /// The first movement and its corrections, from 0, 0 at 0 ms.
    private List<Reach> plan(double dx, double dy, double width) {
        List<Reach> reaches = new ArrayList<>();
        double gain = 0.95 + 0.06 * random.nextGaussian();
        double begin = 0;
        double fromX = 0;
        double fromY = 0;
        for (int i = 0; i <= MAX_CORRECTIONS; i++) {
            double leftX = dx - fromX;
            double leftY = dy - fromY;
            double distance = Math.hypot(leftX, leftY);
            if (i > 0 && distance < width * random.nextDouble(0.1, 0.4)) {
                break;
            }
            double lasts = fitts(distance, width) * (i == 0 ? 0.7 : 1);
            double along = i == 0 ? gain : 1;
            double aside = 0.02 * random.nextGaussian();
            double toX = fromX + leftX * along - leftY * aside;
            double toY = fromY + leftY * along + leftX * aside;
            reaches.add(new Reach(begin, lasts, fromX, fromY, toX, toY, bow(distance)));
            begin += lasts + LATENCY.draw(random);
            fromX = toX;
            fromY = toY;
        }
        return reaches;
    }

    /// At least 90 ms: muscles are not faster.
    private double fitts(double distance, double width) {
        double bits = Math.log(2 * Math.max(distance, 1) / width) / Math.log(2);
        return Math.max(90, startMs + msPerBit * bits);
    }

    private double bow(double distance) {
        double share = 0.03 + 0.02 * random.nextGaussian();
        return random.nextBoolean() ? share * distance : -share * distance;
    }

    private void follow(List<Reach> reaches, double begin, double fromX, double fromY) {
        double shakeX = 0;
        double shakeY = 0;
        int which = 0;
        double end = reaches.getLast().endMs();
        for (double f = frames.after(begin); f < begin + end; f = frames.after(f)) {
            double ms = f - begin;
            while (which + 1 < reaches.size() && ms >= reaches.get(which + 1).startMs()) {
                which++;
            }
            Reach reach = reaches.get(which);
            double noise = tremorPx + 0.25 * reach.speed(ms);
            shakeX = TREMOR_MEMORY * shakeX + noise * random.nextGaussian();
            shakeY = TREMOR_MEMORY * shakeY + noise * random.nextGaussian();
            double toX = within(fromX + reach.x(ms) + shakeX, page.width());
            double toY = within(fromY + reach.y(ms) + shakeY, page.height());
            recorder.move(frames.heard(f), toX, toY);
        }
    }
}
