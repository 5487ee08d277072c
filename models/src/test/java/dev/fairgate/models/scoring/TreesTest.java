package dev.fairgate.models.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TreesTest {

    private static final double[] ODD = {
        Double.NaN,
        Double.longBitsToDouble(0xfff8_0000_0000_0000L),
        Double.longBitsToDouble(0x7ff0_0000_0000_0001L),
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MIN_NORMAL,
        0.0,
        -0.0,
        1,
        Math.nextUp(1.0),
        Math.nextDown(1.0)
    };

    @Property
    void walksAllTreesAsOneByOne(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 6) int inputs,
            @ForAll @IntRange(min = 1, max = 20) int count,
            @ForAll @IntRange(min = 0, max = 7) int depth) {
        Trees trees = RandomModels.trees(random, inputs, count, depth);

        for (int i = 0; i < 20; i++) {
            double[] row = RandomModels.row(random, inputs);
            row[random.nextInt(inputs)] = ODD[random.nextInt(ODD.length)];
            assertThat(trees.sum(row)).isEqualTo(oneByOne(trees, row));
        }
    }

    @Test
    void goesLeftWhereTheValueIsAtMostTheThreshold() {
        for (double threshold : ODD) {
            if (!Double.isFinite(threshold)) {
                continue;
            }
            Trees stump = stump(threshold);
            for (double value : ODD) {
                assertThat(stump.sum(new double[] {value}))
                        .as("%s at %s", value, threshold)
                        .isEqualTo(value <= threshold ? 1 : 2);
            }
        }
    }

    @Test
    void allocatesNothing() {
        Trees trees = RandomModels.trees(new Random(8), 5, 20, 6);
        double[] row = new double[5];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        trees.sum(row);
        long before = threads.getCurrentThreadAllocatedBytes();
        double sum = 0;
        for (int i = 0; i < 1_000; i++) {
            sum += trees.sum(row);
        }

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000);
        assertThat(sum).isNotNaN();
    }

    @Test
    void refusesWhatIsNoTree() {
        refuses("there must be inputs and trees", 1, new int[] {}, leaf(0), 1.0);
        refuses("there must be inputs and trees", 0, new int[] {0}, leaf(0), 1.0);
        refuses("there must be at most 4,096 trees", 1, new int[4_097], leaf(0), 1.0);
        refuses("a child must be a node", 1, new int[] {1}, leaf(0), 1.0);
        refuses("a child must be a node", 1, new int[] {-1}, leaf(0), 1.0);
        refuses("a node must belong to one tree, and once", 1, new int[] {0, 0}, leaf(0), 1.0);
        refuses("numbers must be finite", 1, new int[] {0}, leaf(0), Double.NaN);
        refuses("a leaf has no children", 1, new int[] {0}, leaf(1), 1.0);
        refuses("a split must be of an input", 1, new int[] {0}, new int[] {1, 0, 0}, 1.0);
        refuses("a split must be of an input", 1, new int[] {0}, new int[] {-2, 0, 0}, 1.0);
        refuses("a node must belong to one tree, and once", 1, new int[] {0}, new int[3], 1.0);
        assertThatThrownBy(() -> twoLeaves(new int[] {0}, 1))
                .hasMessage("every node must belong to a tree");
        assertThatThrownBy(() -> twoLeaves(new int[] {0, 1}, 0))
                .hasMessage("somebody must have come by each node");
    }

    private static int[] leaf(int child) {
        return new int[] {Trees.LEAF, child, child};
    }

    /// @param node its input and its children
    private static void refuses(String why, int inputs, int[] roots, int[] node, double value) {
        assertThatThrownBy(
                        () ->
                                new Trees(
                                        inputs,
                                        roots,
                                        new int[] {node[0]},
                                        new double[] {value},
                                        new int[] {node[1]},
                                        new int[] {node[2]},
                                        new int[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(why);
    }

    private static Trees twoLeaves(int[] roots, int cover) {
        int[] leaves = {Trees.LEAF, Trees.LEAF};
        return new Trees(
                1, roots, leaves, new double[2], new int[2], new int[2], new int[] {1, cover});
    }

    static Trees stump(double threshold) {
        return new Trees(
                1,
                new int[] {0},
                new int[] {0, Trees.LEAF, Trees.LEAF},
                new double[] {threshold, 1, 2},
                new int[] {1, 0, 0},
                new int[] {2, 0, 0},
                new int[] {4, 3, 1});
    }

    private static double oneByOne(Trees trees, double[] row) {
        double sum = 0;
        for (int tree = 0; tree < trees.size(); tree++) {
            int node = trees.root(tree);
            while (!trees.isLeaf(node)) {
                node = row[trees.feature(node)] <= trees.value(node) ? node + 1 : trees.right(node);
            }
            sum += trees.value(node);
        }
        return sum;
    }
}
