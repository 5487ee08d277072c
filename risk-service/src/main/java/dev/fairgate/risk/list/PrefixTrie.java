package dev.fairgate.risk.list;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Blocks of addresses, each with something that is known about it: a binary trie in which a path
/// without a fork is one step, one for IPv4 and one for IPv6. A look-up goes down from the widest
/// block to the longest, in at most as many steps as there are blocks in one another and forks
/// above them, and makes no object.
///
/// @param <V> what is known about a block
final class PrefixTrie<V> {

    private final @Nullable Node<V> ipv4;
    private final @Nullable Node<V> ipv6;

    private PrefixTrie(@Nullable Node<V> ipv4, @Nullable Node<V> ipv6) {
        this.ipv4 = ipv4;
        this.ipv6 = ipv6;
    }

    /// One with these blocks.
    static <V> PrefixTrie<V> of(Map<Prefix, V> blocks) {
        Node<V> ipv4 = null;
        Node<V> ipv6 = null;
        for (Map.Entry<Prefix, V> block : blocks.entrySet()) {
            Prefix prefix = block.getKey();
            Node<V> node =
                    new Node<>(prefix.high(), prefix.low(), prefix.length(), block.getValue());
            if (prefix.ipv4()) {
                ipv4 = plus(ipv4, node);
            } else {
                ipv6 = plus(ipv6, node);
            }
        }
        return new PrefixTrie<>(ipv4, ipv6);
    }

    /// The widest block around an address, or a fork above it; null where there is none.
    ///
    /// @param high the bits of the address as [Prefix] has them
    /// @param low the same
    @Nullable Node<V> first(boolean isIpv4, long high, long low) {
        Node<V> root = isIpv4 ? ipv4 : ipv6;
        return root != null && root.covers(high, low) ? root : null;
    }

    /// A block, or a fork between blocks. Changed only while the trie is being made.
    static final class Node<V> {
        private final long high;
        private final long low;
        private final int length;
        private final @Nullable V value;
        private @Nullable Node<V> zero;
        private @Nullable Node<V> one;

        private Node(long high, long low, int length, @Nullable V value) {
            this.high = high;
            this.low = low;
            this.length = length;
            this.value = value;
        }

        /// What is known about it; null for a fork.
        @Nullable V value() {
            return value;
        }

        /// The next longer block around the same address, or a fork above it; null where there is
        /// none.
        @Nullable Node<V> next(long first, long last) {
            Node<V> child = child(first, last);
            return child != null && child.covers(first, last) ? child : null;
        }

        private boolean covers(long first, long last) {
            return length <= 64
                    ? ((high ^ first) & Prefix.mask(length)) == 0
                    : high == first && ((low ^ last) & Prefix.mask(length - 64)) == 0;
        }

        private @Nullable Node<V> child(long first, long last) {
            return length < 128 && isOne(first, last, length) ? one : zero;
        }

        private Node<V> above(@Nullable Node<V> below) {
            if (below != null) {
                if (isOne(below.high, below.low, length)) {
                    one = below;
                } else {
                    zero = below;
                }
            }
            return this;
        }

        private int common(Node<V> other) {
            int bits = Long.numberOfLeadingZeros(high ^ other.high);
            int all = bits < 64 ? bits : 64 + Long.numberOfLeadingZeros(low ^ other.low);
            return Math.min(all, Math.min(length, other.length));
        }
    }

    private static boolean isOne(long high, long low, int index) {
        return (index < 64 ? high << index : low << (index - 64)) < 0;
    }

    private static <V> Node<V> plus(@Nullable Node<V> root, Node<V> added) {
        if (root == null) {
            return added;
        }
        int common = root.common(added);
        if (common == root.length && common == added.length) {
            return added.above(root.zero).above(root.one); // a fork becomes a block
        }
        if (common == root.length) {
            return root.above(plus(root.child(added.high, added.low), added));
        }
        if (common == added.length) {
            return added.above(root);
        }
        Prefix fork = cut(added, common);
        return new Node<V>(fork.high(), fork.low(), common, null).above(root).above(added);
    }

    private static Prefix cut(Node<?> node, int bits) {
        return new Prefix(
                false,
                node.high & Prefix.mask(Math.min(bits, 64)),
                node.low & Prefix.mask(Math.max(bits - 64, 0)),
                bits);
    }
}
