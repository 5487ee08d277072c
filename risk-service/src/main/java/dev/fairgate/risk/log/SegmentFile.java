package dev.fairgate.risk.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file of the log, as its name tells:
/// `decisions-<UTC time>-<number>-<epoch of its pseudonyms>.jsonl`, or the same in gzip. Names in
/// their order are files in the order they were begun.
///
/// @param place time and number, which no two segments of a folder share
/// @param begun to the second
/// @param epoch the key of all pseudonyms in it; empty in files of version 1, which have none
record SegmentFile(
        Path path, String place, Instant begun, int number, String epoch, boolean compressed)
        implements Comparable<SegmentFile> {

    static final String PACKED = ".gz";

    private static final int NUMBERS = 1_000_000;
    static final Pattern NAME =
            Pattern.compile(
                    "decisions-((\\d{8}T\\d{6}Z)-(\\d{6}))(?:-([0-9a-f]{12}))?\\.jsonl(\\.gz)?");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final Comparator<SegmentFile> IN_ORDER =
            Comparator.comparing(SegmentFile::place).thenComparing(SegmentFile::compressed);

    /// Reads a name; empty for files of others.
    static Optional<SegmentFile> of(Path path) {
        Matcher name = NAME.matcher(path.getFileName().toString());
        if (!name.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new SegmentFile(
                            path,
                            name.group(1),
                            TIME.parse(name.group(2), Instant::from),
                            Integer.parseInt(name.group(3)),
                            Optional.ofNullable(name.group(4)).orElse(""),
                            name.group(5) != null));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /// The name of a segment that is begun now and comes after this one, even if the clock was set
    /// back.
    String next(Instant now, int wish, String epoch) {
        String name = name(now, wish, epoch);
        if (name.compareTo(name(begun, number, epoch)) > 0) {
            return name;
        }
        return number + 1 < NUMBERS
                ? name(begun, number + 1, epoch)
                : name(begun.plusSeconds(1), 1, epoch);
    }

    /// The name of a segment that is begun now.
    static String name(Instant now, int number, String epoch) {
        return "decisions-%s-%06d-%s.jsonl".formatted(TIME.format(now), number % NUMBERS, epoch);
    }

    /// Whether it is the same lines, in gzip or not.
    boolean isSameAs(SegmentFile other) {
        return place.equals(other.place);
    }

    /// In bytes; 0 when it is gone.
    long size() throws IOException {
        try {
            return Files.size(path);
        } catch (NoSuchFileException e) {
            return 0; // shipped and taken away meanwhile
        }
    }

    @Override
    public int compareTo(SegmentFile other) {
        return IN_ORDER.compare(this, other);
    }
}
