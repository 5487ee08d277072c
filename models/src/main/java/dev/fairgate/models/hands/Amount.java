package dev.fairgate.models.hands;

/// How much was observed. Events that are faults are in none of these counts.
///
/// @param events all events that were used, 0 to 512
/// @param moves of a mouse, pen or the like (`m`)
/// @param touches contacts of a finger and its moves on the glass (`t`)
/// @param keys presses of any key (`k`)
/// @param presses of a button or a finger that were also let go: pairs of `d` or `t` and `u`
/// @param scrolls of the page (`s`)
/// @param focusChanges of the window or its visibility (`f`, `v`)
public record Amount(
        int events, int moves, int touches, int keys, int presses, int scrolls, int focusChanges) {

    /// So many moves and touches tell something about how a pointer is led.
    public static final int ENOUGH_MOVES = 8;

    /// So many keys tell something about how is typed.
    public static final int ENOUGH_KEYS = 5;

    /// So many scrolls tell something about how a page is scrolled.
    public static final int ENOUGH_SCROLLS = 8;

    static final Amount NONE = new Amount(0, 0, 0, 0, 0, 0, 0);

    /// Whether nothing can be said of how the pointer, the keys and the page were handled: fewer
    /// than [#ENOUGH_MOVES] moves and touches, and [#ENOUGH_KEYS] keys, and [#ENOUGH_SCROLLS]
    /// scrolls. Whoever has only a keyboard has keys: that is enough.
    public boolean tooLittle() {
        return !enoughMoves() && !enoughKeys() && !enoughScrolls();
    }

    boolean enoughMoves() {
        return moves + touches >= ENOUGH_MOVES;
    }

    boolean enoughKeys() {
        return keys >= ENOUGH_KEYS;
    }

    boolean enoughScrolls() {
        return scrolls >= ENOUGH_SCROLLS;
    }
}
