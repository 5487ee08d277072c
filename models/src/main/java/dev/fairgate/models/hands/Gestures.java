package dev.fairgate.models.hands;

/// The events of one page, one after the other, on their way to [Hands].
final class Gestures {

    /// Events beyond this many are faults.
    static final int MAX_EVENTS = 512;

    private static final int LONGEST_PRESS_MS = 10_000;
    private static final int LONGEST_KEY_GAP_MS = 2000;

    private final Movement movement = new Movement();
    private final TraceHash trace = new TraceHash();
    private final Spread keyGaps = new Spread();
    private final Pace scrollPace = new Pace();
    private int events;
    private int moves;
    private int touches;
    private int keys;
    private int presses;
    private int pressedMs;
    private int scrolls;
    private int focusChanges;
    private int lastAt;
    private int downAt = -1;
    private int touchAt;
    private int keyAt;
    private int scrollAt;
    private int scrollX;
    private int scrollY;

    /// How many numbers follow a kind; −1 for kinds that do not exist.
    static int numbersOf(char kind) {
        return switch (kind) {
            case 'm', 'd', 'u', 't', 's' -> 2;
            case 'v' -> 1;
            case 'k', 'f' -> 0;
            default -> -1;
        };
    }

    /// Takes an event, unless there are too many or it lies before the last one.
    boolean add(int at, char kind, int x, int y) {
        if (events == MAX_EVENTS || at < lastAt) {
            return false;
        }
        events++;
        lastAt = at;
        switch (kind) {
            case 'm' -> moved(at, x, y);
            case 't' -> touched(at, x, y);
            case 'd' -> downAt = at;
            case 'u' -> let(at);
            case 'k' -> pressed(at);
            case 's' -> scrolled(at, x, y);
            default -> focusChanges++;
        }
        if (kind != 'f' && kind != 'v') {
            trace.add(at, kind, x, y);
        }
        return true;
    }

    private void moved(int at, int x, int y) {
        moves++;
        movement.to(at, x, y);
    }

    /// A page tells of a finger that comes down as of one that moves: what comes after a pause or a
    /// lift is taken for a new contact.
    private void touched(int at, int x, int y) {
        touches++;
        if (downAt < 0 || at - touchAt > Rhythm.PAUSE_MS) {
            movement.endStroke();
            downAt = at;
        }
        touchAt = at;
        movement.to(at, x, y);
    }

    private void let(int at) {
        if (downAt >= 0) {
            presses++;
            pressedMs += Math.min(at - downAt, LONGEST_PRESS_MS);
            downAt = -1;
        }
    }

    private void pressed(int at) {
        if (keys++ > 0) {
            keyGaps.add(Math.min(at - keyAt, LONGEST_KEY_GAP_MS));
        }
        keyAt = at;
    }

    private void scrolled(int at, int x, int y) {
        int gap = at - scrollAt;
        if (scrolls++ == 0 || gap > Rhythm.PAUSE_MS) {
            scrollPace.breakOff();
        } else {
            double distance = Math.abs((double) x - scrollX) + Math.abs((double) y - scrollY);
            scrollPace.add(distance / Math.max(1, gap));
        }
        scrollAt = at;
        scrollX = x;
        scrollY = y;
    }

    int lastAt() {
        return lastAt;
    }

    Hands hands(Visit visit, boolean webdriver, boolean touch, int faults) {
        Amount amount = new Amount(events, moves, touches, keys, presses, scrolls, focusChanges);
        return new Hands(
                Hands.Received.OBJECT,
                amount,
                visit,
                amount.enoughMoves() ? movement.path() : Path.NONE,
                amount.tooLittle() ? Rhythm.NONE : rhythm(amount),
                webdriver,
                touch || touches > 0,
                faults,
                trace.value());
    }

    private Rhythm rhythm(Amount amount) {
        boolean moved = amount.enoughMoves();
        return new Rhythm(
                moved ? movement.pauses() : Hands.UNKNOWN,
                moved ? movement.gapEntropy() : Hands.UNKNOWN,
                moved ? movement.gapVariation() : Hands.UNKNOWN,
                amount.enoughKeys() ? keyGaps.variation() : Hands.UNKNOWN,
                amount.enoughScrolls() ? scrollPace.change() : Hands.UNKNOWN,
                presses > 0 ? (double) pressedMs / presses : Hands.UNKNOWN);
    }
}
