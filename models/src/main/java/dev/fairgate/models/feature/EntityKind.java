package dev.fairgate.models.feature;

/// What a [Profile] is of. Of each it counts two kinds of others, in so many cells: m cells tell
/// apart about m · ln m different ones (32: 110, 64: 266, 128: 621), and past that say "so many at
/// least".
public enum EntityKind {
    /// An account; counts devices, then addresses.
    ACCOUNT(1, 32, 32, 0),
    /// A device; counts accounts, then addresses.
    DEVICE(2, 32, 32, 0),
    /// One address, or the IPv6 network of one client; counts accounts, then devices.
    ADDRESS(3, 128, 64, 3),
    /// A network of 256 addresses, or the IPv6 network of one household; counts as an address does.
    SITE(4, 128, 64, 12),
    /// A network of several such; counts as an address does.
    REGION(5, 128, 64, 40),
    /// What a pair of hands did, to the pixel; counts accounts, then addresses.
    HANDS(6, 32, 32, 0);

    private final byte code;
    private final int firstCells;
    private final int secondCells;
    private final int usualCrowd;

    EntityKind(int code, int firstCells, int secondCells, int usualCrowd) {
        this.code = (byte) code;
        this.firstCells = firstCells;
        this.secondCells = secondCells;
        this.usualCrowd = usualCrowd;
    }

    /// In the bytes of a profile; no number is used again.
    byte code() {
        return code;
    }

    int firstCells() {
        return firstCells;
    }

    int secondCells() {
        return secondCells;
    }

    /// Whether a normal crowd is learned for it: many people may be behind one.
    public boolean isShared() {
        return usualCrowd > 0;
    }

    /// Accounts in an hour that are no news where nothing was learned yet.
    int usualCrowd() {
        return usualCrowd;
    }
}
