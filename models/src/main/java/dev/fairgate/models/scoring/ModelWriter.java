package dev.fairgate.models.scoring;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Writes a model; the same model always comes to the same bytes.
final class ModelWriter {

    private final Model model;
    private final Trees trees;
    private final List<byte[]> texts = new ArrayList<>();

    ModelWriter(Model model) {
        this.model = model;
        this.trees = model.trees();
        model.schema().inputs().forEach(this::text);
        model.training()
                .forEach(
                        (name, says) -> {
                            text(name);
                            text(says);
                        });
    }

    private void text(String text) {
        texts.add(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The file, in whose last 32 bytes the hash still has to go.
    byte[] withoutHash() {
        long size = size();
        if (size > ModelFile.MOST_UNSIGNED_BYTES) {
            throw new IllegalArgumentException(
                    ("The model would have %,d bytes, and at most %,d are read:"
                                    + " grow fewer or smaller trees.")
                            .formatted(size, ModelFile.MOST_UNSIGNED_BYTES));
        }
        ByteBuffer out = ByteBuffer.allocate((int) size);
        header(out);
        for (byte[] text : texts) {
            out.putShort((short) text.length).put(text);
        }
        nodes(out);
        for (double at : model.calibration().raw()) {
            out.putDouble(at);
        }
        for (double probability : model.calibration().probability()) {
            out.putDouble(probability);
        }
        return out.array();
    }

    private long size() {
        return Layout.HEADER_BYTES
                + texts.stream().mapToLong(text -> 2L + text.length).sum()
                + 4L * trees.size()
                + (long) Layout.NODE_BYTES * trees.nodes()
                + 16L * model.calibration().points()
                + Hashes.BYTES;
    }

    private void header(ByteBuffer out) {
        out.putInt(Layout.MAGIC).putInt(Layout.FORMAT).putInt(out.capacity());
        out.put(Layout.code(model.link())).put(Layout.code(model.schema()));
        out.putInt(model.schema().version());
        out.putDouble(model.base());
        out.putDouble(model.bounds().challenge()).putDouble(model.bounds().block());
        out.putShort((short) model.schema().inputs().size());
        out.putShort((short) model.training().size());
        out.putShort((short) model.calibration().points());
        out.putInt(trees.size()).putInt(trees.nodes());
    }

    private void nodes(ByteBuffer out) {
        for (int tree = 0; tree < trees.size(); tree++) {
            out.putInt(trees.root(tree));
        }
        for (int node = 0; node < trees.nodes(); node++) {
            out.putShort((short) trees.feature(node));
        }
        for (int node = 0; node < trees.nodes(); node++) {
            out.putInt(trees.right(node));
        }
        for (int node = 0; node < trees.nodes(); node++) {
            out.putInt(trees.cover(node));
        }
        for (int node = 0; node < trees.nodes(); node++) {
            out.putDouble(trees.value(node));
        }
    }
}
