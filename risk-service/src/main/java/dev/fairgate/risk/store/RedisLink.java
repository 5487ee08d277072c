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
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;

/// An open connection to the store, whether that is one server or a cluster.
sealed interface RedisLink extends AutoCloseable {

    RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    /// Connects; blocks.
    static RedisLink open(AbstractRedisClient client) {
        return switch (client) {
            case RedisClient single -> new Single(single.connect(CODEC));
            case RedisClusterClient cluster -> new Cluster(cluster.connect(CODEC));
            default -> throw new IllegalStateException("not a Redis client: " + client);
        };
    }

    RedisClusterReactiveCommands<String, byte[]> reactive();

    RedisClusterAsyncCommands<String, byte[]> async();

    StatefulConnection<String, byte[]> connection();

    boolean isCluster();

    /// The id of the master that has this slot, as far as is known.
    String masterOf(int slot);

    @Override
    default void close() {
        connection().close();
    }

    /// One server.
    record Single(StatefulRedisConnection<String, byte[]> connection) implements RedisLink {

        @Override
        public RedisClusterReactiveCommands<String, byte[]> reactive() {
            return connection.reactive();
        }

        @Override
        public RedisClusterAsyncCommands<String, byte[]> async() {
            return connection.async();
        }

        @Override
        public boolean isCluster() {
            return false;
        }

        @Override
        public String masterOf(int slot) {
            return "single";
        }
    }

    /// Masters that share the slots.
    record Cluster(StatefulRedisClusterConnection<String, byte[]> connection) implements RedisLink {

        @Override
        public RedisClusterReactiveCommands<String, byte[]> reactive() {
            return connection.reactive();
        }

        @Override
        public RedisClusterAsyncCommands<String, byte[]> async() {
            return connection.async();
        }

        @Override
        public boolean isCluster() {
            return true;
        }

        @Override
        public String masterOf(int slot) {
            RedisClusterNode master = connection.getPartitions().getMasterBySlot(slot);
            return master == null ? "nobody" : master.getNodeId();
        }
    }
}
