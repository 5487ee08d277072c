package dev.fairgate.models.scoring;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads one model file. Everything that is not as [ModelWriter] writes it is an
/// `IllegalArgumentException` whose message says what, for [ModelFile] to catch; no array is made
/// before the file is known to be whole and to hold all that the array is for.
final class ModelReader {

    private final byte[] file;
    private final ByteBuffer in;

    ModelReader(byte[] file) {
        this.file = file;
        this.in = ByteBuffer.wrap(file);
    }

    /// @param hashes of the file, which [#checkOutside] let through
    Model read(Hashes hashes) {
        checkHash(hashes);
        in.position(12);
        Model.Link link = Layout.link(in.get());
        String kind = Layout.kind(in.get());
        int version = in.getInt();
        double base = in.getDouble();
        Bounds bounds = new Bounds(in.getDouble(), in.getDouble());
        int inputs = in.getShort();
        int remarks = in.getShort();
        int points = in.getShort();
        int roots = in.getInt();
        int nodes = in.getInt();
        Schema schema = new Schema(kind, version, names(inputs));
        SortedMap<String, String> training = training(remarks);
        checkArrays(points, roots, nodes);
        Trees trees = trees(inputs, roots, nodes);
        Calibration calibration = new Calibration(doubles(points), doubles(points));
        Model model = new Model(link, schema, trees, base, calibration, bounds, training);
        checkSame(model);
        return model;
    }

    /// What is known of a file before its hash is.
    static void checkOutside(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file);
        require(file.length <= ModelFile.MOST_UNSIGNED_BYTES, "it is longer than 32 MiB");
        require(file.length >= 4 && in.getInt() == Layout.MAGIC, "it is not a model file");
        require(file.length >= Layout.HEADER_BYTES + Hashes.BYTES, "it is cut off");
        int format = in.getInt();
        require(format == Layout.FORMAT, "its format is " + format + ", and only 1 is known");
        int length = in.getInt();
        require(length <= file.length, "it is cut off");
        require(length == file.length, "something stands behind its end");
    }

    private void checkHash(Hashes hashes) {
        int body = file.length - Hashes.BYTES;
        require(
                Arrays.equals(hashes.body(), 0, Hashes.BYTES, file, body, file.length),
                "its hash is wrong: it was changed or damaged");
    }

    private void checkArrays(int points, int roots, int nodes) {
        require(points > 0 && roots > 0 && nodes > 0, "it has no trees or no calibration");
        long bytes = 16L * points + 4L * roots + (long) Layout.NODE_BYTES * nodes;
        require(bytes == left(), "its lengths do not add up");
    }

    private int left() {
        return in.remaining() - Hashes.BYTES;
    }

    private List<String> names(int count) {
        require(count > 0 && 2L * count <= left(), "its lengths do not add up");
        List<String> names = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            names.add(text());
        }
        return names;
    }

    private SortedMap<String, String> training(int count) {
        require(count >= 0, "its lengths do not add up");
        SortedMap<String, String> training = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            training.put(text(), text());
        }
        return training;
    }

    private String text() {
        require(left() >= 2, "its lengths do not add up");
        int length = in.getShort();
        require(length >= 0 && length <= left(), "its lengths do not add up");
        ByteBuffer text = in.slice(in.position(), length);
        in.position(in.position() + length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a text is not UTF-8", e);
        }
    }

    private Trees trees(int inputs, int count, int nodes) {
        int[] roots = ints(count);
        int[] feature = new int[nodes];
        for (int node = 0; node < nodes; node++) {
            feature[node] = in.getShort();
        }
        int[] right = ints(nodes);
        int[] cover = ints(nodes);
        int[] left = new int[nodes];
        for (int node = 0; node < nodes; node++) {
            left[node] = feature[node] == Trees.LEAF ? 0 : node + 1;
        }
        return new Trees(inputs, roots, feature, doubles(nodes), left, right, cover);
    }

    private int[] ints(int count) {
        int[] all = new int[count];
        in.asIntBuffer().get(all);
        in.position(in.position() + 4 * count);
        return all;
    }

    private double[] doubles(int count) {
        double[] all = new double[count];
        in.asDoubleBuffer().get(all);
        in.position(in.position() + 8 * count);
        return all;
    }

    /// One model has one file: what is not written as we write it is nothing that we wrote.
    private void checkSame(Model model) {
        byte[] again = new ModelWriter(model).withoutHash();
        int body = file.length - Hashes.BYTES;
        require(
                again.length == file.length && Arrays.equals(again, 0, body, file, 0, body),
                "it is not written the way models are written");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
