package dev.fairgate.risk.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads this node's log while it is written. Its methods block.
public final class LogReader {

    private static final Logger log = LoggerFactory.getLogger(LogReader.class);
    private static final String ID_FILE = "log-id";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{12}");

    private final LogFolder folder;
    private @Nullable String id;

    LogReader(LogFolder folder) {
        this.folder = folder;
    }

    /// Tells this log from those of all other nodes, also after a restart: 12 hex digits, in a file
    /// beside the log. While the disk is away, for this process only.
    public synchronized String id() {
        String known = id;
        if (known == null) {
            try {
                known = readOrMake();
            } catch (IOException e) {
                known = random();
                log.warn(
                        "The id of the decision log is {} until the disk is back: {}",
                        known,
                        e.toString());
            }
            id = known;
        }
        return known;
    }

    /// Begins to read.
    public Reading read(TimeRange range, LogPosition from) {
        return new Reading(folder, range, from);
    }

    /// The files that may have lines of a range, the newest first, each to be read whole.
    public List<LogFile> newestFirst(TimeRange range) throws IOException {
        List<SegmentFile> all = folder.segments();
        List<LogFile> files = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            SegmentFile file = all.get(i);
            boolean isAgain = i > 0 && all.get(i - 1).isSameAs(file); // just compressed
            if (!isAgain && Reading.mayHave(file, all.subList(i, all.size()), range)) {
                files.add(new LogFile(folder, file));
            }
        }
        return files.reversed();
    }

    /// Looks for lines, the last written first.
    ///
    /// @param before the place to begin at, a `next` of another look; empty for the end
    /// @param most lines
    /// @param isOver whether to stop at the next chance
    public Finds find(Wanted wanted, Optional<LogPosition> before, int most, BooleanSupplier isOver)
            throws IOException {
        return new Rewind(folder, new KeyFiles(folder), wanted, most, isOver).look(before);
    }

    private String readOrMake() throws IOException {
        Path file = folder.path().resolve(ID_FILE);
        try {
            String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
            if (ID.matcher(text).matches()) {
                return text;
            }
        } catch (NoSuchFileException e) {
            // The first start.
        }
        String made = random();
        folder.make();
        folder.put(ID_FILE, (made + "\n").getBytes(StandardCharsets.US_ASCII));
        return made;
    }

    private static String random() {
        byte[] bytes = new byte[6];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
