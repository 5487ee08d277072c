package dev.fairgate.risk.list;

import dev.fairgate.risk.list.PrefixTrie.Node;
import dev.fairgate.risk.network.ClientAddress;
import dev.fairgate.risk.replica.Replica;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One state of the lists, made for looking up. Immutable; a look-up is a few steps in memory,
/// whatever is listed (0.1 µs of 5 000 entries, and no object unless something is suppressed).
final class ListView {

    private static final ListView EMPTY = new ListView(new Replica.State(-1, ""), Listing.EMPTY);

    private final Replica.State state;
    private final Listing listing;
    private final Map<String, Until> accounts;
    private final Map<String, Until> devices;
    private final int[] systems;
    private final Until[] ofSystems;
    private final PrefixTrie<Until> blocks;
    private final Map<String, List<Suppression>> ofAccounts;
    private final Map<String, List<Suppression>> ofDevices;
    private final PrefixTrie<List<Suppression>> ofBlocks;

    /// @param state that the listing was read from
    ListView(Replica.State state, Listing listing) {
        this.state = state;
        this.listing = listing;
        this.accounts = untils(listing, Target.Kind.ACCOUNT, Target::value);
        this.devices = untils(listing, Target.Kind.DEVICE, Target::value);
        SortedMap<Integer, Until> bySystem =
                new TreeMap<>(untils(listing, Target.Kind.ASN, Target::asn));
        this.systems = bySystem.keySet().stream().mapToInt(Integer::intValue).toArray();
        this.ofSystems = bySystem.values().toArray(Until[]::new);
        this.blocks = PrefixTrie.of(untils(listing, Target.Kind.PREFIX, Target::prefix));
        this.ofAccounts = suppressions(listing, Target.Kind.ACCOUNT, Target::value);
        this.ofDevices = suppressions(listing, Target.Kind.DEVICE, Target::value);
        this.ofBlocks = PrefixTrie.of(suppressions(listing, Target.Kind.PREFIX, Target::prefix));
    }

    /// Before anything is known.
    static ListView empty() {
        return EMPTY;
    }

    Replica.State state() {
        return state;
    }

    Listing listing() {
        return listing;
    }

    /// How people want a buyer to be treated.
    ///
    /// @param at milliseconds from 1970
    Treatment of(Buyer buyer, long at) {
        if (listing.size() == 0) {
            return Treatment.USUAL;
        }
        Listed listed = listed(buyer, at);
        return listing.suppressions().isEmpty()
                ? Treatment.of(listed)
                : withSuppressed(listed, buyer, at);
    }

    /// Until when the lists say something about one target, in milliseconds from 1970; 0 where they
    /// do not.
    private record Until(long allowed, long denied) {

        static Until of(Entry entry) {
            return switch (entry.list()) {
                case ALLOW -> new Until(entry.until(), 0);
                case DENY -> new Until(0, entry.until());
            };
        }

        Until or(Until other) {
            return new Until(Math.max(allowed, other.allowed), Math.max(denied, other.denied));
        }

        static Listed at(@Nullable Until until, long at) {
            if (until == null) {
                return Listed.NO;
            }
            return until.denied > at ? Listed.DENY : until.allowed > at ? Listed.ALLOW : Listed.NO;
        }
    }

    private Listed listed(Buyer buyer, long at) {
        return Until.at(accounts.get(buyer.account()), at)
                .or(device(buyer, at))
                .or(system(buyer.asn(), at))
                .or(block(buyer.address(), at));
    }

    /// Whoever names a device of his own choice may be refused for it, and never let pass.
    private Listed device(Buyer buyer, long at) {
        if (buyer.device() == null) {
            return Listed.NO;
        }
        Listed listed = Until.at(devices.get(buyer.device()), at);
        return listed == Listed.ALLOW && !buyer.deviceVerified() ? Listed.NO : listed;
    }

    /// 0, which stands for unknown, is on no list.
    private Listed system(int asn, long at) {
        int place = Arrays.binarySearch(systems, asn);
        return place < 0 ? Listed.NO : Until.at(ofSystems[place], at);
    }

    /// What the longest block says that says something.
    private Listed block(ClientAddress address, long at) {
        long high = Prefix.high(address);
        long low = Prefix.low(address);
        Listed longest = Listed.NO;
        for (Node<Until> node = blocks.first(address.isIpv4(), high, low);
                node != null;
                node = node.next(high, low)) {
            Listed listed = Until.at(node.value(), at);
            longest = listed == Listed.NO ? longest : listed;
        }
        return longest;
    }

    private Treatment withSuppressed(Listed listed, Buyer buyer, long at) {
        TreeSet<String> codes = new TreeSet<>();
        add(codes, ofAccounts.get(buyer.account()), at);
        if (buyer.device() != null && buyer.deviceVerified()) {
            add(codes, ofDevices.get(buyer.device()), at);
        }
        addOfBlocks(codes, buyer.address(), at);
        return codes.isEmpty() ? Treatment.of(listed) : new Treatment(listed, List.copyOf(codes));
    }

    private void addOfBlocks(Set<String> codes, ClientAddress address, long at) {
        long high = Prefix.high(address);
        long low = Prefix.low(address);
        for (Node<List<Suppression>> node = ofBlocks.first(address.isIpv4(), high, low);
                node != null;
                node = node.next(high, low)) {
            add(codes, node.value(), at);
        }
    }

    private static void add(Set<String> codes, @Nullable List<Suppression> suppressions, long at) {
        if (suppressions != null) {
            for (Suppression suppression : suppressions) {
                if (suppression.until() > at) {
                    codes.add(suppression.code());
                }
            }
        }
    }

    private static <K> Map<K, Until> untils(
            Listing listing, Target.Kind kind, Function<Target, K> key) {
        Map<K, Until> untils = new HashMap<>();
        for (Entry entry : listing.entries()) {
            if (entry.target().kind() == kind) {
                untils.merge(key.apply(entry.target()), Until.of(entry), Until::or);
            }
        }
        return untils;
    }

    private static <K> Map<K, List<Suppression>> suppressions(
            Listing listing, Target.Kind kind, Function<Target, K> key) {
        return listing.suppressions().stream()
                .filter(suppression -> suppression.target().kind() == kind)
                .collect(Collectors.groupingBy(suppression -> key.apply(suppression.target())));
    }
}
