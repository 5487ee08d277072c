package dev.fairgate.benchmarks.arena.motion;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The page's own recorder: what its script would have kept of the things that hands did.
///
/// Hands may be told of in any order. Pointer moves, finger moves and scrolls are kept at least 16
/// ms apart, each by itself, and only if they led to another px; of all events the first 64 and the
/// most recent 448 are kept; and nothing is seen before the script runs or while the page is
/// hidden.
final class PageRecorder {

    private static final int MAX_EVENTS = 512;
    private static final int FIRST_EVENTS = 64;
    private static final int THINNED_MS = 16;
    private static final int LONGEST_MS = 600_000;
    private static final int SHORTEST_MS = 300;

    private final List<Seen> seen = new ArrayList<>();
    private final Page page;
    private final int durationMs;

    private record Seen(Trace.Event event, boolean thinned) {}

    PageRecorder(Page page, int durationMs) {
        if (durationMs < SHORTEST_MS || durationMs > LONGEST_MS) {
            throw new IllegalArgumentException("A visit lasts 300 to 600000 ms, not " + durationMs);
        }
        this.page = page;
        this.durationMs = durationMs;
        browser(page.readyMs(), 'f', 0);
        if (page.awayUntilMs() > page.awayFromMs()) {
            browser(page.awayFromMs(), 'v', 0);
            browser(page.awayUntilMs(), 'v', 1);
            browser(page.awayUntilMs(), 'f', 0);
        }
    }

    void move(double at, double x, double y) {
        hand(at, 'm', x, y, true);
    }

    void down(double at, double x, double y) {
        hand(at, 'd', x, y, false);
    }

    void up(double at, double x, double y) {
        hand(at, 'u', x, y, false);
    }

    /// A finger comes down.
    void touch(double at, double x, double y) {
        hand(at, 't', x, y, false);
    }

    /// A finger moves on the glass.
    void drag(double at, double x, double y) {
        hand(at, 't', x, y, true);
    }

    void key(double at) {
        hand(at, 'k', 0, 0, false);
    }

    void scroll(double at, double y) {
        hand(at, 's', 0, y, true);
    }

    private void hand(double at, char kind, double x, double y, boolean thinned) {
        boolean hidden = at > page.awayFromMs() && at < page.awayUntilMs();
        if (at >= page.readyMs() && at <= durationMs && !hidden) {
            add(at, kind, (int) Math.round(x), (int) Math.round(y), thinned);
        }
    }

    private void browser(double at, char kind, int number) {
        add(at, kind, number, 0, false);
    }

    private void add(double at, char kind, int x, int y, boolean thinned) {
        seen.add(new Seen(new Trace.Event((int) Math.round(at), kind, x, y), thinned));
    }

    Trace trace() {
        seen.sort(Comparator.comparingInt(it -> it.event.at()));
        List<Trace.Event> first = new ArrayList<>();
        ArrayDeque<Trace.Event> recent = new ArrayDeque<>();
        Thinning thinning = new Thinning();
        for (Seen each : seen) {
            if (!thinning.keeps(each)) {
                continue;
            }
            if (first.size() < FIRST_EVENTS) {
                first.add(each.event);
            } else {
                recent.add(each.event);
                if (recent.size() > MAX_EVENTS - FIRST_EVENTS) {
                    recent.remove();
                }
            }
        }
        first.addAll(recent);
        return new Trace(first);
    }

    private static final class Thinning {

        private final Kind pointer = new Kind();
        private final Kind finger = new Kind();
        private final Kind scrolls = new Kind();

        boolean keeps(Seen seen) {
            return switch (seen.event.kind()) {
                case 'm', 'd' -> pointer.keeps(seen);
                case 't' -> finger.keeps(seen);
                case 's' -> scrolls.keeps(seen);
                default -> true;
            };
        }
    }

    private static final class Kind {

        private int keptAt = -THINNED_MS;
        private int x = Integer.MIN_VALUE;
        private int y = Integer.MIN_VALUE;

        boolean keeps(Seen seen) {
            Trace.Event event = seen.event;
            boolean moved = event.x() != x || event.y() != y;
            if (seen.thinned && (!moved || event.at() - keptAt < THINNED_MS)) {
                return false;
            }
            keptAt = seen.thinned ? event.at() : keptAt;
            x = event.x();
            y = event.y();
            return true;
        }
    }
}
