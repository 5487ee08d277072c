package dev.fairgate.models.hands;

/// Speeds of steps, one after the other.
final class Pace {

    private final Spread speeds = new Spread();
    private double changed;
    private int changes;
    private double last;
    private boolean following;

    void add(double speed) {
        speeds.add(speed);
        if (following) {
            changed += Math.abs(speed - last);
            changes++;
        }
        last = speed;
        following = true;
    }

    /// The next step does not follow the one before.
    void breakOff() {
        following = false;
    }

    int steps() {
        return speeds.count();
    }

    double mean() {
        return speeds.mean();
    }

    double variation() {
        return speeds.variation();
    }

    /// Mean change from step to step / mean speed; 0 when nothing moved.
    double change() {
        return changes > 0 && speeds.mean() > 0 ? changed / changes / speeds.mean() : 0;
    }
}
