package dev.fairgate.risk.network;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/// Networks of one kind, as somebody listed them: one AS number (`16509` or `AS16509`) or one
/// block (`192.0.2.0/24`, `2001:db8::/32`, an address alone) a line; `#` begins a comment.
///
/// A line that is none of these is left out, and so is a block wider than a /8 or, of IPv6, a /16:
/// a slip of the pen must not class half of the world. A file with more bad lines than good ones
/// is no list.
final class NetworkList {

    private static final int MOST_BYTES = 16 << 20;
    private static final int LONGEST_LINE = 64;
    private static final Pattern NUMBER = Pattern.compile("(?:[Aa][Ss])?(\\d{1,10})");

    private final Set<Integer> numbers = new HashSet<>();
    private final Set<Block> blocks = new HashSet<>();
    private final Set<Integer> lengths = new TreeSet<>();

    /// Networks of which only a part is listed.
    private final Set<Block> divided = new HashSet<>();

    private final String checksum;
    private int taken;
    private int left;
    private int firstLeft;

    private NetworkList(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        checksum = "%08x".formatted(sum.getValue());
    }

    /// Reads a list of at most 16 MiB.
    static NetworkList read(InputStream stream) throws IOException {
        byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new IOException("larger than " + MOST_BYTES + " bytes");
        }
        NetworkList list = new NetworkList(bytes);
        int number = 0;
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\\R", -1)) {
            list.take(line, ++number);
        }
        if (list.left > list.taken) {
            throw new IOException("most lines are neither an AS number nor a block of addresses");
        }
        return list;
    }

    boolean has(int asn) {
        return numbers.contains(asn);
    }

    boolean has(ClientAddress address) {
        return lengths.stream().anyMatch(length -> blocks.contains(Block.of(address, length)));
    }

    /// Whether a part of this /24 or /48 is listed and another may not be.
    boolean divides(Block network) {
        return divided.contains(network);
    }

    /// How many numbers and blocks are listed.
    int size() {
        return numbers.size() + blocks.size();
    }

    /// What was left out, for a warning; empty when nothing was.
    Optional<String> leftOut() {
        return left == 0
                ? Optional.empty()
                : Optional.of(left + " of its lines are left out, line " + firstLeft + " first");
    }

    /// Eight hexadecimal digits that change with the file.
    String checksum() {
        return checksum;
    }

    private void take(String line, int number) {
        String entry = entryOf(line);
        if (entry.isEmpty()) {
            return;
        }
        if (isTaken(entry)) {
            taken++;
        } else {
            firstLeft = left++ == 0 ? number : firstLeft;
        }
    }

    private static String entryOf(String line) {
        int comment = line.indexOf('#');
        String entry = comment < 0 ? line : line.substring(0, comment);
        return entry.replace("\uFEFF", "").strip();
    }

    private boolean isTaken(String entry) {
        if (entry.length() > LONGEST_LINE) {
            return false;
        }
        Matcher number = NUMBER.matcher(entry);
        if (number.matches()) {
            return isTaken(Long.parseLong(number.group(1)));
        }
        Optional<Block> block = Block.parse(entry);
        block.ifPresent(this::add);
        return block.isPresent();
    }

    private boolean isTaken(long asn) {
        if (asn < 1 || asn > Integer.MAX_VALUE) {
            return false;
        }
        numbers.add((int) asn);
        return true;
    }

    private void add(Block block) {
        blocks.add(block);
        lengths.add(block.length());
        if (!block.network().equals(block)) {
            divided.add(block.network());
        }
    }
}
