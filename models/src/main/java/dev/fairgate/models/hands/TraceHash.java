package dev.fairgate.models.hands;

/// A 64-bit hash of what hands did: the times between events, their kinds and places.
///
/// Times count from the event before, so that a trace is the same one whenever it is played. Focus
/// and visibility are left out: the browser makes them, not the hands. Not a secret and not
/// collision-proof against its own author; nobody else's trace is known to him.
final class TraceHash {

    private static final int ENOUGH_EVENTS = 12;
    private static final int ENOUGH_PLACES = 8;

    private long hash = 0x9E3779B97F4A7C15L;
    private int events;
    private int places;
    private int lastAt;
    private int lastX;
    private int lastY;

    void add(int at, char kind, int x, int y) {
        int gap = events == 0 ? 0 : at - lastAt;
        hash = mixed(hash ^ (((long) gap << 16) | kind));
        hash = mixed(hash ^ (((long) x << 32) | (y & 0xFFFF_FFFFL)));
        events++;
        lastAt = at;
        if ((kind == 'm' || kind == 't') && (x != lastX || y != lastY)) {
            places++;
            lastX = x;
            lastY = y;
        }
    }

    /// The hash; 0, "none", for fewer than 12 events or fewer than 8 moves to another place: two
    /// people may well share those.
    long value() {
        if (events < ENOUGH_EVENTS || places < ENOUGH_PLACES) {
            return 0;
        }
        return hash == 0 ? 1 : hash;
    }

    /// The finalizer of MurmurHash3: every bit of the input moves half of the bits.
    static long mixed(long bits) {
        long mixed = bits;
        mixed = (mixed ^ (mixed >>> 33)) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ (mixed >>> 33);
    }
}
