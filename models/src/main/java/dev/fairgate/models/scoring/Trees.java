package dev.fairgate.models.scoring;

/// Binary regression trees in flat arrays. A row goes left where its value is at most the
/// threshold; what is not a number goes right.
///
/// They are kept in one order, whatever order they come in: one tree after the other, each parent
/// before its left branch and that before its right one. So a left child is the next node, equal
/// trees are equal arrays, and no walk is endless.
public final class Trees {

    /// Marks a leaf among features.
    public static final int LEAF = -1;

    /// So that no model, however it was made, holds up a decision.
    static final int MOST_TREES = 4_096;

    /// Edges from a root to a leaf.
    static final int MOST_DEPTH = 64;

    private final int inputs;
    private final int[] roots;
    private final int[] feature;
    private final double[] value;
    private final int[] right;
    private final int[] cover;
    private final PackedTrees packed;
    private int nodes;
    private int depth;

    /// Takes copies, and checks that every node belongs to exactly one tree.
    ///
    /// @param inputs how many values a row has
    /// @param roots where each tree begins; 1 to 4,096
    /// @param feature of each node the place in a row that it looks at, or [#LEAF]
    /// @param value of a leaf what it says, of another node its threshold
    /// @param left where a row goes on whose value is at most the threshold; 0 for a leaf
    /// @param right where another goes on; 0 for a leaf
    /// @param cover how many rows of the training came by, at least 1
    public Trees(
            int inputs,
            int[] roots,
            int[] feature,
            double[] value,
            int[] left,
            int[] right,
            int[] cover) {
        int size = feature.length;
        require(inputs > 0 && roots.length > 0, "there must be inputs and trees");
        require(roots.length <= MOST_TREES, "there must be at most 4,096 trees");
        require(
                value.length == size
                        && left.length == size
                        && right.length == size
                        && cover.length == size,
                "every node must have all of its numbers");
        this.inputs = inputs;
        this.roots = new int[roots.length];
        this.feature = new int[size];
        this.value = new double[size];
        this.right = new int[size];
        this.cover = new int[size];
        Given given = new Given(feature, value, left, right, cover, new boolean[size]);
        for (int tree = 0; tree < roots.length; tree++) {
            this.roots[tree] = nodes;
            lay(given, roots[tree], 0);
        }
        require(nodes == size, "every node must belong to a tree");
        this.packed = PackedTrees.of(this);
    }

    @SuppressWarnings("ArrayRecordComponent") // lives as long as a constructor
    private record Given(
            int[] feature,
            double[] value,
            int[] left,
            int[] right,
            int[] cover,
            boolean[] isLaid) {}

    private void lay(Given given, int node, int below) {
        require(node >= 0 && node < feature.length, "a child must be a node");
        require(!given.isLaid[node], "a node must belong to one tree, and once");
        require(below <= MOST_DEPTH, "a tree must be at most 64 deep");
        require(Double.isFinite(given.value[node]), "numbers must be finite");
        require(given.cover[node] > 0, "somebody must have come by each node");
        given.isLaid[node] = true;
        depth = Math.max(depth, below);
        int place = nodes++;
        feature[place] = given.feature[node];
        value[place] = given.value[node];
        cover[place] = given.cover[node];
        if (feature[place] == LEAF) {
            require(given.left[node] == 0 && given.right[node] == 0, "a leaf has no children");
        } else {
            require(feature[place] >= 0 && feature[place] < inputs, "a split must be of an input");
            lay(given, given.left[node], below + 1);
            right[place] = nodes;
            lay(given, given.right[node], below + 1);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /// How many values a row has.
    public int inputs() {
        return inputs;
    }

    /// How many trees there are.
    public int size() {
        return roots.length;
    }

    /// What all trees say about a row, added up in their order.
    public double sum(double[] row) {
        return packed.sum(row);
    }

    int nodes() {
        return nodes;
    }

    /// Edges from a root to the leaf that is farthest from it.
    int depth() {
        return depth;
    }

    int root(int tree) {
        return roots[tree];
    }

    boolean isLeaf(int node) {
        return feature[node] == LEAF;
    }

    /// Which input a node looks at; [#LEAF] for a leaf.
    int feature(int node) {
        return feature[node];
    }

    /// What a leaf says; the threshold of another node.
    double value(int node) {
        return value[node];
    }

    /// The right child; the left one is the next node. 0 for a leaf.
    int right(int node) {
        return right[node];
    }

    int cover(int node) {
        return cover[node];
    }
}
