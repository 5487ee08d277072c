package dev.fairgate.models.scoring;

/// The splits between a root and a node, each input once, and how much subsets of them weigh: the
/// state of TreeSHAP. Going down makes a longer copy behind the one before, going up forgets it.
///
/// An entry is an input, the share of those who do not know it and come through, 1 or 0 for those
/// who know it, and the weight of all subsets of as many inputs as there are entries before it.
/// Entry 0 is nobody's.
final class ShapPath {

    private static final double[] INVERSE = inverses();

    private final int stride;
    private final int[] input;
    private final double[] unknown;
    private final double[] known;
    private final double[] weight;
    private final int[] lengths;
    private int level;
    private int from;
    private int length;

    /// @param depth of the deepest tree
    ShapPath(int depth) {
        this.stride = depth + 1;
        this.input = new int[stride * stride];
        this.unknown = new double[stride * stride];
        this.known = new double[stride * stride];
        this.weight = new double[stride * stride];
        this.lengths = new int[stride];
    }

    /// At the root of a tree.
    void begin() {
        level = 0;
        from = 0;
        length = 0;
        append(Trees.LEAF, 1, 1);
        lengths[0] = length;
    }

    /// One split down.
    ///
    /// @param share of those who do not know the input and go this way
    /// @param isTaken whether who knows it goes this way
    void down(int of, double share, boolean isTaken) {
        copyDown();
        double without = share;
        double with = isTaken ? 1 : 0;
        int before = indexOf(of);
        if (before > 0) {
            without *= unknown[from + before];
            with *= known[from + before];
            remove(before);
        }
        append(of, without, with);
        lengths[level] = length;
    }

    /// One split up.
    void up() {
        level--;
        from -= stride;
        length = lengths[level];
    }

    /// Gives what a leaf says to the inputs that led to it.
    void credit(double says, double[] added) {
        for (int entry = 1; entry < length; entry++) {
            double difference = known[from + entry] - unknown[from + entry];
            added[input[from + entry]] += weightWithout(entry) * difference * says;
        }
    }

    private void copyDown() {
        int to = from + stride;
        System.arraycopy(input, from, input, to, length);
        System.arraycopy(unknown, from, unknown, to, length);
        System.arraycopy(known, from, known, to, length);
        System.arraycopy(weight, from, weight, to, length);
        level++;
        from = to;
    }

    /// 0, which is nobody's, if the input is none of them.
    private int indexOf(int of) {
        int entry = length - 1;
        while (entry > 0 && input[from + entry] != of) {
            entry--;
        }
        return entry;
    }

    /// EXTEND of the paper.
    private void append(int of, double without, double with) {
        int last = from + length;
        input[last] = of;
        unknown[last] = without;
        known[last] = with;
        weight[last] = length == 0 ? 1 : 0;
        double share = INVERSE[length + 1];
        for (int i = length - 1; i >= 0; i--) {
            weight[from + i + 1] += with * weight[from + i] * (i + 1) * share;
            weight[from + i] *= without * (length - i) * share;
        }
        length++;
    }

    /// UNWIND of the paper: as if the entry had never been appended.
    private void remove(int entry) {
        double without = unknown[from + entry];
        boolean isKnown = known[from + entry] != 0;
        double next = weight[from + length - 1];
        for (int i = length - 2; i >= 0; i--) {
            int at = from + i;
            if (isKnown) {
                double here = weight[at];
                weight[at] = next * length * INVERSE[i + 1];
                next = here - weight[at] * without * (length - 1 - i) * INVERSE[length];
            } else {
                weight[at] *= length * INVERSE[length - 1 - i] / without;
            }
        }
        int behind = length - 1 - entry;
        System.arraycopy(input, from + entry + 1, input, from + entry, behind);
        System.arraycopy(unknown, from + entry + 1, unknown, from + entry, behind);
        System.arraycopy(known, from + entry + 1, known, from + entry, behind);
        length--;
    }

    /// The sum of the weights after [#remove], with nothing removed.
    private double weightWithout(int entry) {
        double without = unknown[from + entry];
        double sum = 0;
        if (known[from + entry] == 0) {
            for (int i = length - 2; i >= 0; i--) {
                sum += weight[from + i] * INVERSE[length - 1 - i];
            }
            return sum * length / without;
        }
        double next = weight[from + length - 1];
        for (int i = length - 2; i >= 0; i--) {
            double here = next * length * INVERSE[i + 1];
            sum += here;
            next = weight[from + i] - here * without * (length - 1 - i) * INVERSE[length];
        }
        return sum;
    }

    /// Divisions are half of the time, and all of them are by small whole numbers.
    private static double[] inverses() {
        double[] inverses = new double[Trees.MOST_DEPTH + 2];
        for (int i = 1; i < inverses.length; i++) {
            inverses[i] = 1.0 / i;
        }
        return inverses;
    }
}
