package dev.fairgate.models.scoring;

import java.util.stream.IntStream;

/// Which inputs brought a sum about, **approximately**: walks each path once and gives what the
/// expectation changes by at a split to the input that was looked at there (Saabas, 2014). What all
/// get and [#expected()] add up to the sum. Inputs near the leaves get more than their fair share;
/// [Shap] is fair, and takes some hundred times as long. Allocates nothing but its result.
public final class Attribution {

    private final Trees trees;
    private final int[] place;
    private final int[] account;
    private final double[] mean;
    private final double expected;

    /// By input.
    public Attribution(Trees trees) {
        this(trees, each(trees), each(trees));
    }

    /// @param place of each input where it stands in a row
    /// @param account of each input where in the result it is added
    Attribution(Trees trees, int[] place, int[] account) {
        this.trees = trees;
        this.place = place;
        this.account = account;
        this.mean = Expectations.of(trees);
        this.expected = Expectations.sum(trees, mean);
    }

    private static int[] each(Trees trees) {
        return IntStream.range(0, trees.inputs()).toArray();
    }

    /// What the trees say of a row of which nothing is known.
    public double expected() {
        return expected;
    }

    /// What each input adds, for one row.
    public double[] contributions(double[] row) {
        double[] added = new double[trees.inputs()];
        addTo(row, added);
        return added;
    }

    /// Adds the same to what is there already.
    ///
    /// @return what the trees say of the row
    public double addTo(double[] row, double[] to) {
        double sum = 0;
        for (int tree = 0; tree < trees.size(); tree++) {
            int node = trees.root(tree);
            while (!trees.isLeaf(node)) {
                int input = trees.feature(node);
                int next = row[place[input]] <= trees.value(node) ? node + 1 : trees.right(node);
                to[account[input]] += mean[next] - mean[node];
                node = next;
            }
            sum += trees.value(node);
        }
        return sum;
    }
}
