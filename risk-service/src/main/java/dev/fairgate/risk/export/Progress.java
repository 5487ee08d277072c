package dev.fairgate.risk.export;

import dev.fairgate.risk.log.Block;
import java.io.ByteArrayOutputStream;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// How far one export has come. For one step after the other, on whatever thread.
final class Progress {

    private final Set<String> incomplete = new TreeSet<>();
    private Cursor cursor;
    private int left;
    private boolean more;

    Progress(ExportQuery query) {
        this.cursor = query.cursor();
        this.left = query.limit();
    }

    /// How many lines the caller still takes.
    int left() {
        return left;
    }

    boolean isFull() {
        return left <= 0;
    }

    /// From where to go on.
    Cursor cursor() {
        return cursor;
    }

    /// From where to go on in one log.
    Cursor cursor(String log) {
        return new Cursor(new TreeMap<>()).with(log, cursor.of(log));
    }

    /// The lines of a block, and the mark after them.
    byte[] take(String log, Block block) {
        left -= block.lines().size();
        cursor = cursor.with(log, block.next());
        more |= block.more() && isFull();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        block.lines().forEach(bytes::writeBytes);
        bytes.writeBytes(new Mark(cursor, true, Set.of()).line());
        return bytes.toByteArray();
    }

    /// Nobody looked into a log, as the caller takes no more.
    void skip() {
        more = true;
    }

    /// A node did not answer.
    void miss(String log) {
        incomplete.add(log);
    }

    /// The last line.
    byte[] end() {
        return new Mark(cursor, more, incomplete).line();
    }
}
