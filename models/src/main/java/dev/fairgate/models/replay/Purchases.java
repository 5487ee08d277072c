package dev.fairgate.models.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The rows of a CSV in memory, to be put in the order of their times.
final class Purchases {

    /// Rows of a file. A row takes about 130 bytes.
    static final int MOST = 10_000_000;

    /// What a row takes beside its bytes: head, rounding, and its place in the list.
    private static final int OVERHEAD = 32;

    private final int most;
    private final long mostBytes;
    private final List<byte[]> rows = new ArrayList<>();
    private long bytes;

    Purchases(int most, long mostBytes) {
        this.most = most;
        this.mostBytes = mostBytes;
    }

    /// As many as are allowed and fit into half of this process's memory.
    static Purchases inHalfOfTheMemory() {
        return new Purchases(MOST, Runtime.getRuntime().maxMemory() / 2);
    }

    void add(Purchase purchase) throws CannotReplay {
        byte[] row = purchase.bytes();
        bytes += row.length + OVERHEAD;
        if (rows.size() == most || bytes > mostBytes) {
            throw new CannotReplay(
                    "The CSV has more than the %d rows that can be put in order here (at most %d,"
                                    .formatted(rows.size(), most)
                            + " within half of the memory that Java has): split it by time, or give"
                            + " Java more memory by FAIRGATE_MODEL_MEMORY.");
        }
        rows.add(row);
    }

    int size() {
        return rows.size();
    }

    /// By time, and by line where the time is the same.
    void sort() {
        rows.sort(
                (one, other) ->
                        Arrays.compareUnsigned(one, 0, Purchase.ORDER, other, 0, Purchase.ORDER));
    }

    Purchase get(int place) {
        return Purchase.of(rows.get(place));
    }
}
