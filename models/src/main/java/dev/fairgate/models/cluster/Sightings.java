package dev.fairgate.models.cluster;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Sightings as bytes, for the way from node to node. One byte of version (1), two with their
/// number, then each: a byte with the number of dimensions, account and time of eight bytes, four
/// bytes for each dimension. With 12 dimensions a sighting takes 65 bytes.
public final class Sightings {

    /// Most sightings that are written, or read, at once.
    public static final int MOST = 4_096;

    private static final byte VERSION = 1;
    private static final int HEAD = Byte.BYTES + Short.BYTES;
    private static final int SIGHTING = Byte.BYTES + 2 * Long.BYTES;

    private Sightings() {}

    /// Writes at most [#MOST] sightings.
    public static byte[] write(List<Sighting> sightings) {
        if (sightings.size() > MOST) {
            throw new IllegalArgumentException(
                    "at most " + MOST + " sightings at once, not " + sightings.size());
        }
        ByteBuffer bytes = ByteBuffer.allocate(size(sightings));
        bytes.put(VERSION).putShort((short) sightings.size());
        for (Sighting sighting : sightings) {
            Position position = sighting.position();
            bytes.put((byte) position.dimensions())
                    .putLong(sighting.account())
                    .putLong(sighting.atMs());
            put(position, bytes);
        }
        return bytes.array();
    }

    /// Reads what [#write(List)] wrote.
    ///
    /// @return nothing if it is anything else: another version, cut, too long, not finite
    public static Optional<List<Sighting>> read(ByteBuffer bytes) {
        if (bytes.remaining() < HEAD || bytes.get() != VERSION) {
            return Optional.empty();
        }
        int count = Short.toUnsignedInt(bytes.getShort());
        if (count > MOST) {
            return Optional.empty();
        }
        List<Sighting> sightings = new ArrayList<>(count);
        while (sightings.size() < count) {
            Optional<Sighting> next = readOne(bytes);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            sightings.add(next.get());
        }
        return bytes.hasRemaining() ? Optional.empty() : Optional.of(sightings);
    }

    private static Optional<Sighting> readOne(ByteBuffer bytes) {
        if (bytes.remaining() < SIGHTING) {
            return Optional.empty();
        }
        int dimensions = bytes.get();
        long account = bytes.getLong();
        long atMs = bytes.getLong();
        return readPosition(bytes, dimensions).map(it -> new Sighting(account, atMs, it));
    }

    static void put(Position position, ByteBuffer bytes) {
        for (int i = 0; i < position.dimensions(); i++) {
            bytes.putFloat(position.get(i));
        }
    }

    static Optional<Position> readPosition(ByteBuffer bytes, int dimensions) {
        if (dimensions < 1
                || dimensions > Position.MOST_DIMENSIONS
                || bytes.remaining() < dimensions * Float.BYTES) {
            return Optional.empty();
        }
        float[] numbers = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            numbers[i] = bytes.getFloat();
        }
        return Position.isPosition(numbers) ? Optional.of(Position.of(numbers)) : Optional.empty();
    }

    private static int size(List<Sighting> sightings) {
        int size = HEAD;
        for (Sighting sighting : sightings) {
            size += SIGHTING + sighting.position().dimensions() * Float.BYTES;
        }
        return size;
    }
}
