package dev.fairgate.models.scoring;

import java.util.Arrays;
import java.util.stream.IntStream;

/// The same trees, laid out for speed: eight of them are walked side by side, without a branch that
/// the processor would have to guess.
///
/// A node is a number and a word: its threshold, or what a leaf says, and first child · input · 1
/// for a split. Siblings are neighbours, so that a step is the first child plus 0 or 1, and a leaf
/// is its own first child: who arrives early waits there. One walk waits for memory at each step;
/// eight that know nothing of each other wait together.
final class PackedTrees {

    private static final int ABREAST = 8;

    /// The largest bits of a double from 0 to infinity: what is above, unsigned, is negative or no
    /// number.
    private static final long INFINITY = 0x7ff0_0000_0000_0000L;

    private final double[] value;
    private final long[] word;
    private final int[] roots;
    private final int[] steps;
    private int used;

    /// @param place of each input where it stands in the rows that are asked about
    PackedTrees(Trees trees, int[] place) {
        int groups = (trees.size() + ABREAST - 1) / ABREAST;
        this.value = new double[trees.nodes() + 1];
        this.word = new long[trees.nodes() + 1];
        this.roots = new int[groups * ABREAST];
        this.steps = new int[groups];
        for (int tree = 0; tree < trees.size(); tree++) {
            roots[tree] = used++;
            int depth = pack(trees, trees.root(tree), roots[tree], place);
            steps[tree / ABREAST] = Math.max(steps[tree / ABREAST], depth);
        }
        // The last group is filled with a leaf that says nothing.
        leaf(used, 0);
        Arrays.fill(roots, trees.size(), roots.length, used);
    }

    /// In the places of the trees' own inputs.
    static PackedTrees of(Trees trees) {
        return new PackedTrees(trees, IntStream.range(0, trees.inputs()).toArray());
    }

    private int pack(Trees trees, int node, int at, int[] place) {
        if (trees.isLeaf(node)) {
            leaf(at, trees.value(node));
            return 0;
        }
        int children = used;
        used += 2;
        value[at] = trees.value(node) + 0.0; // makes -0.0 0.0, which is as large
        word[at] = (long) children << 32 | (long) place[trees.feature(node)] << 1 | 1;
        int left = pack(trees, node + 1, children, place);
        int right = pack(trees, trees.right(node), children + 1, place);
        return 1 + Math.max(left, right);
    }

    private void leaf(int at, double says) {
        value[at] = says;
        word[at] = (long) at << 32;
    }

    /// What all trees say about a row, added up in their order.
    double sum(double[] row) {
        double sum = 0;
        for (int group = 0; group < steps.length; group++) {
            sum = plusGroup(sum, group, row);
        }
        return sum;
    }

    private double plusGroup(double before, int group, double[] row) {
        int first = group * ABREAST;
        int a = roots[first];
        int b = roots[first + 1];
        int c = roots[first + 2];
        int d = roots[first + 3];
        int e = roots[first + 4];
        int f = roots[first + 5];
        int g = roots[first + 6];
        int h = roots[first + 7];
        for (int left = steps[group]; left > 0; left--) {
            a = next(a, row);
            b = next(b, row);
            c = next(c, row);
            d = next(d, row);
            e = next(e, row);
            f = next(f, row);
            g = next(g, row);
            h = next(h, row);
        }
        double sum = before + value[a] + value[b] + value[c] + value[d];
        return sum + value[e] + value[f] + value[g] + value[h];
    }

    /// The left child where threshold minus value is a number from 0 on, else the right one; the
    /// node itself if it is a leaf. The difference of unequal doubles is never 0.
    private int next(int node, double[] row) {
        long here = word[node];
        long above = Double.doubleToRawLongBits(value[node] - row[(int) here >>> 1]);
        int goesRight = (int) ((INFINITY - above | above) >>> 63);
        return (int) (here >>> 32) + (goesRight & (int) here & 1);
    }
}
