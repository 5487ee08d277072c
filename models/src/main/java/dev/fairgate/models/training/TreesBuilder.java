package dev.fairgate.models.training;

import dev.fairgate.models.scoring.Trees;
import java.util.List;
import java.util.function.ToDoubleFunction;
import smile.model.cart.CART;
import smile.model.cart.InternalNode;
import smile.model.cart.LeafNode;
import smile.model.cart.Node;
import smile.model.cart.OrdinalNode;

/// Lays the nodes of Smile's trees into arrays, one tree after the other, parents before children.
final class TreesBuilder {

    private final int inputs;
    private final int[] roots;
    private final int[] feature;
    private final double[] value;
    private final int[] left;
    private final int[] right;
    private final int[] cover;
    private int trees;
    private int nodes;

    /// @param inputs how many values a row has
    TreesBuilder(int inputs, List<? extends CART> all) {
        // Every inner node has two children, so that there is one less of them than of leaves.
        int total = all.stream().mapToInt(tree -> 2 * tree.root().leaves() - 1).sum();
        this.inputs = inputs;
        this.roots = new int[all.size()];
        this.feature = new int[total];
        this.value = new double[total];
        this.left = new int[total];
        this.right = new int[total];
        this.cover = new int[total];
    }

    /// @param says what a leaf adds to the sum
    void add(CART tree, ToDoubleFunction<LeafNode> says) {
        roots[trees++] = lay(tree.root(), says);
    }

    Trees build() {
        return new Trees(inputs, roots, feature, value, left, right, cover);
    }

    private int lay(Node node, ToDoubleFunction<LeafNode> says) {
        int place = nodes++;
        cover[place] = Math.max(1, node.size());
        switch (node) {
            case LeafNode leaf -> {
                feature[place] = Trees.LEAF;
                value[place] = says.applyAsDouble(leaf);
            }
            case OrdinalNode inner -> {
                feature[place] = inner.feature();
                value[place] = SmileFields.threshold(inner);
                left[place] = lay(inner.trueChild(), says);
                right[place] = lay(inner.falseChild(), says);
            }
            case InternalNode inner ->
                    throw new IllegalArgumentException(
                            "Input %d is split by category: give every input as a number."
                                    .formatted(inner.feature()));
            default -> throw new IllegalStateException("Smile has a new kind of node: " + node);
        }
        return place;
    }
}
