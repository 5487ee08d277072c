package dev.fairgate.models.scoring;

/// What trees say on average of a row that got to a node, as the rows of the training did: the mean
/// of both children, each as often as training rows went there.
final class Expectations {

    private Expectations() {}

    /// Of every node.
    static double[] of(Trees trees) {
        double[] mean = new double[trees.nodes()];
        for (int node = mean.length - 1; node >= 0; node--) { // children stand behind their parents
            if (trees.isLeaf(node)) {
                mean[node] = trees.value(node);
            } else {
                int right = trees.right(node);
                double share = shareOfLeft(trees, node);
                mean[node] = share * mean[node + 1] + (1 - share) * mean[right];
            }
        }
        return mean;
    }

    /// How many of those who got to a split went left.
    static double shareOfLeft(Trees trees, int split) {
        double left = trees.cover(split + 1);
        return left / (left + trees.cover(trees.right(split)));
    }

    /// What all trees say on average together.
    static double sum(Trees trees, double[] mean) {
        double sum = 0;
        for (int tree = 0; tree < trees.size(); tree++) {
            sum += mean[trees.root(tree)];
        }
        return sum;
    }
}
