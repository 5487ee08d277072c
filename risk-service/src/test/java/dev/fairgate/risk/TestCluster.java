package dev.fairgate.risk;

import dev.fairgate.servers.RedisCluster;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisURI;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.internal.HostAndPort;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.MappingSocketAddressResolver;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Clients of a cluster, set up as the product's.
public final class TestCluster {

    private TestCluster() {}

    /// Who talks to the masters themselves.
    public static RedisClusterClient client(RedisCluster cluster) {
        return client(cluster, ClientResources.create());
    }

    /// Who talks to one master through a proxy.
    public static RedisClusterClient client(RedisCluster cluster, int master, int proxyPort) {
        int port = cluster.ports().get(master);
        return client(
                cluster,
                ClientResources.builder()
                        .socketAddressResolver(
                                MappingSocketAddressResolver.create(
                                        (HostAndPort address) ->
                                                address.getPort() == port
                                                        ? HostAndPort.of("127.0.0.1", proxyPort)
                                                        : address))
                        .reconnectDelay(Delay.constant(Duration.ofMillis(100)))
                        .build());
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

    private static RedisClusterClient client(RedisCluster cluster, ClientResources resources) {
        List<RedisURI> masters =
                cluster.ports().stream().map(port -> RedisURI.create("127.0.0.1", port)).toList();
        RedisClusterClient client = RedisClusterClient.create(resources, masters);
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
}
