package dev.fairgate.models.scoring;

/// Which inputs brought a sum about, exactly: Shapley values, where who knows only some inputs goes
/// both ways at a split of another one, as often as training rows went there (path-dependent
/// TreeSHAP: Lundberg, Erion, Lee, "Consistent individualized feature attribution for tree
/// ensembles", 2018, algorithm 2). What all get and [#expected()] add up to the sum.
///
/// Takes O(leaves · depth²) of time, too long for a thread that others wait for.
public final class Shap {

    private final Trees trees;
    private final double expected;

    /// By input.
    public Shap(Trees trees) {
        this.trees = trees;
        this.expected = Expectations.sum(trees, Expectations.of(trees));
    }

    /// What the trees say of a row of which nothing is known.
    public double expected() {
        return expected;
    }

    /// What each input adds, for one row.
    public double[] contributions(double[] row) {
        double[] added = new double[trees.inputs()];
        Descent descent = new Descent(trees, row, added);
        for (int tree = 0; tree < trees.size(); tree++) {
            descent.into(trees.root(tree));
        }
        return added;
    }

    /// One row on its way to all leaves at once.
    private static final class Descent {

        private final Trees trees;
        private final double[] row;
        private final double[] added;
        private final ShapPath path;

        Descent(Trees trees, double[] row, double[] added) {
            this.trees = trees;
            this.row = row;
            this.added = added;
            this.path = new ShapPath(trees.depth());
        }

        void into(int root) {
            path.begin();
            visit(root);
        }

        private void visit(int node) {
            if (trees.isLeaf(node)) {
                path.credit(trees.value(node), added);
                return;
            }
            int input = trees.feature(node);
            boolean goesLeft = row[input] <= trees.value(node);
            double share = Expectations.shareOfLeft(trees, node);
            branch(node + 1, input, share, goesLeft);
            branch(trees.right(node), input, 1 - share, !goesLeft);
        }

        private void branch(int child, int input, double share, boolean isTaken) {
            path.down(input, share, isTaken);
            visit(child);
            path.up();
        }
    }
}
