package dev.fairgate.risk;

import dev.fairgate.servers.RedisCluster;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisURI;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Clients of a cluster, set up as the product's.
public final class TestCluster {

    private TestCluster() {}

    /// A client of its own.
    public static RedisClusterClient client(RedisCluster cluster) {
        List<RedisURI> masters =
                cluster.ports().stream().map(port -> RedisURI.create("127.0.0.1", port)).toList();
        RedisClusterClient client = RedisClusterClient.create(masters);
        client.setOptions(
                ClusterClientOptions.builder()
                        .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                        .timeoutOptions(TimeoutOptions.enabled(Duration.ofSeconds(5)))
                        .topologyRefreshOptions(
                                ClusterTopologyRefreshOptions.builder()
                                        .enablePeriodicRefresh(Duration.ofSeconds(1))
                                        .build())
                        .build());
        return client;
    }

    /// The setting that makes a service use it.
    public static String nodes(RedisCluster cluster) {
        return cluster.ports().stream()
                .map(port -> "127.0.0.1:" + port)
                .collect(Collectors.joining(","));
    }

    /// A text of which the key belongs to a master.
    public static String belongingTo(
            RedisCluster cluster, int master, String key, Stream<String> ids) {
        return ids.filter(id -> cluster.ownerOf(key.formatted(id)) == master)
                .findFirst()
                .orElseThrow();
    }
}
