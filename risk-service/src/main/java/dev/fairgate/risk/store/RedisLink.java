package dev.fairgate.risk.store;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.api.reactive.RedisClusterReactiveCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;

/// An open connection to the store, whether that is one server or a cluster.
record RedisLink(
        StatefulConnection<String, byte[]> connection,
        RedisClusterReactiveCommands<String, byte[]> reactive,
        RedisClusterAsyncCommands<String, byte[]> async) {

    private static final StoreCodec CODEC = new StoreCodec();

    /// Connects; blocks.
    static RedisLink open(AbstractRedisClient client) {
        return switch (client) {
            case RedisClient single -> {
                StatefulRedisConnection<String, byte[]> open = single.connect(CODEC);
                yield new RedisLink(open, open.reactive(), open.async());
            }
            case RedisClusterClient cluster -> {
                StatefulRedisClusterConnection<String, byte[]> open = cluster.connect(CODEC);
                yield new RedisLink(open, open.reactive(), open.async());
            }
            default -> throw new IllegalStateException("not a Redis client: " + client);
        };
    }

    boolean isCluster() {
        return connection instanceof StatefulRedisClusterConnection;
    }

    /// The id of the master that has this slot, as far as is known.
    String masterOf(int slot) {
        RedisClusterNode master =
                connection instanceof StatefulRedisClusterConnection<String, byte[]> cluster
                        ? cluster.getPartitions().getMasterBySlot(slot)
                        : null;
        return master == null ? "unknown" : master.getNodeId();
    }

    void close() {
        connection.close();
    }
}
