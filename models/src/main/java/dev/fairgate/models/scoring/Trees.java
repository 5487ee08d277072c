package dev.fairgate.models.scoring;

/// Binary regression trees in flat arrays. A row goes left where its value is at most the
/// threshold. Children stand behind their parents, so no walk is endless.
public final class Trees {

    /// Marks a leaf among features.
    public static final int LEAF = -1;

    private final int inputs;
    private final int[] roots;
    private final int[] feature;
    private final double[] value;
    private final int[] left;
    private final int[] right;
    private final int[] cover;

    /// Takes copies, and checks that every walk ends at a leaf.
    ///
    /// @param inputs how many values a row has
    /// @param roots where each tree begins
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
        this.inputs = inputs;
        this.roots = roots.clone();
        this.feature = feature.clone();
        this.value = value.clone();
        this.left = left.clone();
        this.right = right.clone();
        this.cover = cover.clone();
        check();
    }

    private void check() {
        int nodes = feature.length;
        require(inputs > 0 && roots.length > 0, "there must be inputs and trees");
        require(
                value.length == nodes
                        && left.length == nodes
                        && right.length == nodes
                        && cover.length == nodes,
                "every node must have all of its numbers");
        for (int root : roots) {
            require(root >= 0 && root < nodes, "a tree must begin at a node");
        }
        for (int node = 0; node < nodes; node++) {
            require(Double.isFinite(value[node]) && cover[node] > 0, "numbers must be finite");
            require(isLeaf(node) || isInner(node, nodes), "a node must be a leaf or have children");
        }
    }

    private boolean isLeaf(int node) {
        return feature[node] == LEAF && left[node] == 0 && right[node] == 0;
    }

    private boolean isInner(int node, int nodes) {
        return feature[node] >= 0
                && feature[node] < inputs
                && left[node] > node
                && left[node] < nodes
                && right[node] > node
                && right[node] < nodes;
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
        double sum = 0;
        for (int root : roots) {
            int node = root;
            while (feature[node] != LEAF) {
                node = row[feature[node]] <= value[node] ? left[node] : right[node];
            }
            sum += value[node];
        }
        return sum;
    }
}
