package dev.fairgate.risk.network;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.maxmind.geoip2.exception.GeoIp2Exception;
import io.micrometer.core.instrument.Counter;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All data that was read by one moment, and what it answered lately. Newer data makes another
/// snapshot, so that no answer outlives its source and none mixes two of them.
///
/// Answers are remembered by /24 or /48 when all sources say one thing of it, else by address.
/// One takes about 300 bytes.
final class Snapshot {

    private static final int MOST_REMEMBERED = 65_536;

    /// A list and what it makes of those on it.
    record Listed(NetworkKind kind, NetworkList list) {

        private NetworkKind of(ClientAddress address, int asn) {
            return list.has(asn) || list.has(address) ? kind : NetworkKind.UNKNOWN;
        }

        private String version() {
            return kind.name().toLowerCase(Locale.ROOT) + "." + list.checksum();
        }
    }

    private final List<MaxMindDatabase> databases;
    private final List<Listed> lists;
    private final Counter failures;
    private final String version;
    private final Cache<Block, NetworkFacts> remembered =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    /// @param databases the first that knows an owner or a country is believed
    /// @param failures counts lookups that a database could not answer
    Snapshot(List<MaxMindDatabase> databases, List<Listed> lists, Counter failures) {
        this.databases = List.copyOf(databases);
        this.lists = List.copyOf(lists);
        this.failures = failures;
        String names =
                Stream.concat(
                                databases.stream().map(MaxMindDatabase::version),
                                lists.stream().map(Listed::version))
                        .collect(Collectors.joining(","));
        this.version = names.isEmpty() ? "none" : names;
    }

    NetworkFacts of(ClientAddress address) {
        Block network = Block.networkOf(address);
        NetworkFacts ofNetwork = remembered.getIfPresent(network);
        if (ofNetwork != null) {
            return ofNetwork;
        }
        NetworkFacts ofAddress = remembered.getIfPresent(Block.alone(address));
        return ofAddress == null ? find(address, network) : ofAddress;
    }

    String version() {
        return version;
    }

    int databases() {
        return databases.size();
    }

    private NetworkFacts find(ClientAddress address, Block network) {
        Found found =
                databases.stream()
                        .map(database -> find(address, database))
                        .reduce(Found::and)
                        .orElse(Found.NOTHING);
        NetworkFacts facts = found.facts();
        for (Listed listed : lists) {
            facts = facts.or(listed.of(address, found.facts().asn()));
        }
        boolean ofAll =
                found.length() <= network.length()
                        && lists.stream().noneMatch(listed -> listed.list().divides(network));
        remembered.put(ofAll ? network : Block.alone(address), facts);
        return facts;
    }

    private Found find(ClientAddress address, MaxMindDatabase database) {
        try {
            return database.find(address);
        } catch (IOException | GeoIp2Exception | RuntimeException e) {
            failures.increment();
            return Found.NOTHING;
        }
    }
}
