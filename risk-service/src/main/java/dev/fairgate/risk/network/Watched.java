package dev.fairgate.risk.network;

import dev.fairgate.risk.network.DataFile.Stamp;
import io.micrometer.core.instrument.Counter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A file and what was read from it last. A reading counts when it is whole: while a file is
/// written, or when it is broken, the one before stays. For one thread.
final class Watched<T> {

    private static final Logger log = LoggerFactory.getLogger(Watched.class);

    /// More than any network database, so that a wrong file does not take all memory.
    private static final long MOST_BYTES = 1L << 30;

    private static final int LONGEST_FAULT = 300;

    /// Makes something of a whole file, or throws.
    @FunctionalInterface
    interface Reading<T> {
        T of(InputStream stream) throws IOException;
    }

    private final DataFile file;
    private final Reading<T> reading;
    private final Counter failures;
    private Optional<T> content = Optional.empty();
    private Optional<Stamp> seen = Optional.empty();
    private String warned = "";

    Watched(DataFile file, Reading<T> reading, Counter failures) {
        this.file = file;
        this.reading = reading;
        this.failures = failures;
    }

    /// The last good reading; empty when there is none or the file is gone.
    Optional<T> content() {
        return content;
    }

    /// Reads the file if it changed.
    ///
    /// @return whether the content is another
    boolean look() {
        Optional<Stamp> stamp = file.stamp();
        if (stamp.isEmpty()) {
            return lose();
        }
        return !stamp.equals(seen) && read(stamp.get());
    }

    private boolean lose() {
        warn("is missing: what it would tell is unknown");
        boolean had = content.isPresent();
        seen = Optional.empty();
        content = Optional.empty();
        return had;
    }

    private boolean read(Stamp stamp) {
        try (InputStream stream = file.open()) {
            return take(whole(stream, stamp), stamp);
        } catch (FileSystemException e) {
            // Not seen: who mends its rights does not touch the file.
            fail(e);
        } catch (IOException | RuntimeException | VirtualMachineError e) {
            // Errors too: a broken file nests without an end, or claims any size.
            if (isStill(stamp)) {
                seen = Optional.of(stamp);
                warned = "";
                fail(e);
            }
        }
        return false;
    }

    private T whole(InputStream stream, Stamp stamp) throws IOException {
        if (stamp.size() > MOST_BYTES) {
            throw new IOException("larger than " + MOST_BYTES + " bytes");
        }
        return reading.of(stream);
    }

    /// A file that was written meanwhile is left for the next look.
    private boolean take(T whole, Stamp stamp) {
        if (!isStill(stamp)) {
            return false;
        }
        seen = Optional.of(stamp);
        content = Optional.of(whole);
        warned = "";
        return true;
    }

    private boolean isStill(Stamp stamp) {
        return file.stamp().equals(Optional.of(stamp));
    }

    private void fail(Throwable fault) {
        String what =
                content.isPresent()
                        ? "cannot be read, what it told before stays: "
                        : "cannot be read, what it would tell is unknown: ";
        if (warn(what + PlainText.of(fault.toString(), LONGEST_FAULT))) {
            failures.increment();
        }
    }

    private boolean warn(String what) {
        if (warned.equals(what)) {
            return false;
        }
        warned = what;
        log.warn("The network data {} {}", file.name(), what);
        return true;
    }
}
