package dev.fairgate.models.hands;

/// Moves of a pointer or finger, one after the other, on their way to a [Path].
final class Movement {

    private static final int SECTORS = 8;
    private static final double TAN_22_5 = Math.sqrt(2) - 1;
    private static final double TAN_67_5 = Math.sqrt(2) + 1;
    private static final int LONGEST_GAP_MS = 4095;
    private static final int GAP_BUCKETS = 44;
    private static final int ENOUGH_STEPS = 6;
    private static final int ENOUGH_TURNS = 4;
    private static final int STEPS_OF_A_STROKE = 3;

    private final Pace pace = new Pace();
    private final Spread gapsInStrokes = new Spread();
    private final Tally turns = new Tally(SECTORS);
    private final Tally gaps = new Tally(GAP_BUCKETS);
    private int pauses;
    private double length;
    private double strokesLength;
    private double strokesReach;
    private boolean inStroke;
    private int strokeSteps;
    private int strokeX;
    private int strokeY;
    private double strokeLength;
    private boolean any;
    private int lastAt;
    private int lastX;
    private int lastY;
    private double lastDx;
    private double lastDy;

    void to(int at, int x, int y) {
        if (any) {
            int gap = at - lastAt;
            gaps.add(bucket(gap));
            if (gap > Rhythm.PAUSE_MS) {
                pauses++;
                endStroke();
            }
        }
        if (inStroke) {
            step(at - lastAt, x - lastX, y - lastY);
        } else {
            startStroke(x, y);
        }
        any = true;
        lastAt = at;
        lastX = x;
        lastY = y;
    }

    /// Ends the stroke: what comes next is somewhere else, as a finger is that was lifted.
    void endStroke() {
        if (inStroke && strokeSteps >= STEPS_OF_A_STROKE) {
            strokesLength += strokeLength;
            strokesReach += distance(lastX - strokeX, lastY - strokeY);
        }
        inStroke = false;
    }

    private void startStroke(int x, int y) {
        inStroke = true;
        pace.breakOff();
        strokeSteps = 0;
        strokeLength = 0;
        strokeX = x;
        strokeY = y;
        lastDx = 0;
        lastDy = 0;
    }

    private void step(int gap, double dx, double dy) {
        double distance = distance(dx, dy);
        gapsInStrokes.add(gap);
        pace.add(distance / Math.max(1, gap));
        strokeSteps++;
        length += distance;
        strokeLength += distance;
        if (distance > 0) {
            turn(dx, dy);
        }
    }

    private void turn(double dx, double dy) {
        if (lastDx != 0 || lastDy != 0) {
            turns.add(sector(lastDx * dx + lastDy * dy, lastDx * dy - lastDy * dx));
        }
        lastDx = dx;
        lastDy = dy;
    }

    /// The sector of a turn, from the cosine and sine of its angle (both times the same number).
    private static int sector(double cos, double sin) {
        double across = Math.abs(sin);
        double along = Math.abs(cos);
        if (across <= along * TAN_22_5) {
            return cos > 0 ? 0 : 4;
        }
        int left = across >= along * TAN_67_5 ? 2 : cos > 0 ? 1 : 3;
        return sin > 0 ? left : SECTORS - left;
    }

    /// Quarters of an octave from 4 ms on, single milliseconds below.
    private static int bucket(int gap) {
        int clipped = Math.min(gap, LONGEST_GAP_MS);
        if (clipped < 4) {
            return clipped;
        }
        int octave = 31 - Integer.numberOfLeadingZeros(clipped);
        return (octave - 1) * 4 + ((clipped >> (octave - 2)) & 3);
    }

    private static double distance(double dx, double dy) {
        return Math.sqrt(dx * dx + dy * dy);
    }

    /// Call once, after the last move.
    Path path() {
        endStroke();
        if (pace.steps() < ENOUGH_STEPS) {
            return Path.NONE;
        }
        return new Path(
                length,
                pace.mean(),
                pace.variation(),
                pace.change(),
                strokesLength > 0 ? Math.min(1, strokesReach / strokesLength) : Hands.UNKNOWN,
                turns.total() >= ENOUGH_TURNS ? turns.entropy() : Hands.UNKNOWN);
    }

    double pauses() {
        return gaps.total() == 0 ? Hands.UNKNOWN : (double) pauses / gaps.total();
    }

    double gapEntropy() {
        return gaps.entropy();
    }

    double gapVariation() {
        return gapsInStrokes.variation();
    }
}
