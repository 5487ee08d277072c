package dev.fairgate.benchmarks.arena.motion;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// A hand on a mouse or touchpad by the model of [SigmaLognormal], from the press back to the
/// opening of the page.
final class SigmaMouse {

    private static final ExGaussian PAUSE = new ExGaussian(250, 80, 650);
    private static final ExGaussian DWELL = new ExGaussian(90, 25, 60);
    private static final double[] REPORTS_MS = {8, 8, 10, 11.25, 12.5, 16};
    private static final double LATE_MS = 1.5;
    private static final double LATEST_MS = 12;
    private static final double SOONEST_MS = 15.5;
    private static final int HURRY_MS = 1500;

    private final Page page;
    private final PageRecorder recorder;
    private final RandomGenerator random;
    private final SigmaScroll scroll;
    private final double reportMs;
    private final Tremor tremorX;
    private final Tremor tremorY;
    private double x;
    private double y;

    SigmaMouse(Page page, PageRecorder recorder, RandomGenerator random) {
        this.page = page;
        this.recorder = recorder;
        this.random = random;
        scroll = new SigmaScroll(page, recorder, random);
        reportMs = REPORTS_MS[random.nextInt(REPORTS_MS.length)];
        double px = random.nextDouble(0.3, 1);
        tremorX = new Tremor(px, reportMs, random);
        tremorY = new Tremor(px, reportMs, random);
    }

    void visit(int durationMs) {
        Page.Button buy = page.buy();
        x = buy.x() + random.nextDouble(-0.3, 0.3) * buy.width();
        y = buy.y() + random.nextDouble(-0.35, 0.35) * buy.height();
        double up = durationMs - random.nextDouble(2, 9);
        double down = up - random.nextDouble(55, 145);
        recorder.down(down, x, y);
        recorder.up(up, x, y);
        boolean near = durationMs < HURRY_MS && random.nextBoolean();
        double at = strokesBefore(down - DWELL.draw(random), near ? 15 : page.width() / 2.0);
        while (at > page.readyMs()) {
            at = page.before(at - PAUSE.draw(random));
            at =
                    random.nextDouble() < 0.3
                            ? scroll.before(at)
                            : strokesBefore(at, 40 + 250 * random.nextExponential());
        }
    }

    /// A movement of about so many px that ends here at that time; returns when it began, and
    /// afterwards *here* is where it began.
    private double strokesBefore(double at, double reach) {
        double fromX = Math.clamp(x + reach * random.nextGaussian(), 0, page.width() - 1);
        double fromY = Math.clamp(y + 0.6 * reach * random.nextGaussian(), 0, page.height() - 1);
        List<LognormalStroke> strokes = plan(x - fromX, y - fromY);
        double lasts = 0;
        double endX = 0;
        double endY = 0;
        for (LognormalStroke stroke : strokes) {
            lasts = Math.max(lasts, stroke.after(3));
            endX += stroke.x(1);
            endY += stroke.y(1);
        }
        follow(strokes, at - lasts, x - endX, y - endY, lasts);
        x = Math.clamp(x - endX, 0, page.width() - 1);
        y = Math.clamp(y - endY, 0, page.height() - 1);
        return at - lasts;
    }

    private List<LognormalStroke> plan(double dx, double dy) {
        List<LognormalStroke> strokes = new ArrayList<>();
        double distance = Math.sqrt(dx * dx + dy * dy);
        double angle = Math.atan2(dy, dx);
        double gone = distance * random.nextDouble(0.86, 1.06);
        double brake = random.nextDouble(0.03, 0.15);
        double median = median(distance);
        strokes.add(stroke(0, median, gone * (1 + brake), angle));
        double brakes = median * random.nextDouble(0.5, 0.9);
        strokes.add(stroke(brakes, 0.8 * median, gone * brake, angle + Math.PI));
        double begins = median;
        for (int more = random.nextInt(3); more > 0; more--) {
            begins += median * random.nextDouble(0.5, 1.2);
            strokes.add(correction(strokes, dx, dy, begins));
        }
        return strokes;
    }

    private static double median(double distance) {
        return 110 + 45 * Math.log(1 + distance / 40) / Math.log(2);
    }

    private LognormalStroke correction(
            List<LognormalStroke> strokes, double dx, double dy, double begins) {
        double leftX = dx;
        double leftY = dy;
        for (LognormalStroke stroke : strokes) {
            leftX -= stroke.x(1);
            leftY -= stroke.y(1);
        }
        double left = Math.sqrt(leftX * leftX + leftY * leftY) * random.nextDouble(0.8, 1.1);
        return stroke(begins, median(left), left, Math.atan2(leftY, leftX));
    }

    private LognormalStroke stroke(double begins, double median, double distance, double angle) {
        double sigma = random.nextDouble(0.2, 0.38);
        double turn = Math.clamp(0.3 * random.nextGaussian(), -1.5, 1.5);
        double mu = Math.log(median * random.nextDouble(0.8, 1.25));
        double misses = 0.03 * random.nextGaussian();
        return LognormalStroke.spanning(begins, mu, sigma, distance, angle + misses, turn);
    }

    /// Reports that the page would thin out anyway are not computed.
    private void follow(
            List<LognormalStroke> strokes, double begin, double fromX, double fromY, double lasts) {
        double told = -SOONEST_MS;
        for (double ms = reportMs * random.nextDouble(); ms < lasts; ms += reportMs) {
            double toX = fromX + tremorX.next();
            double toY = fromY + tremorY.next();
            double heard = ms + Math.min(LATEST_MS, LATE_MS * random.nextExponential());
            if (heard - told < SOONEST_MS) {
                continue;
            }
            told = heard;
            for (LognormalStroke stroke : strokes) {
                double done = stroke.done(ms);
                toX += stroke.x(done);
                toY += stroke.y(done);
            }
            toX = Math.clamp(toX, 0, page.width() - 1);
            recorder.move(begin + heard, toX, Math.clamp(toY, 0, page.height() - 1));
        }
    }
}
