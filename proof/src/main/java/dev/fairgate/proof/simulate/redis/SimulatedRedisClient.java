package dev.fairgate.proof.simulate.redis;

import dev.fairgate.proof.simulate.time.Chance;
import dev.fairgate.proof.simulate.time.Life;
import dev.fairgate.proof.simulate.time.VirtualTime;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.StatefulRedisConnectionImpl;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.push.PushListener;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.protocol.PushHandler;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Lettuce, all of it but the socket.
public final class SimulatedRedisClient extends RedisClient {

    /// Threads of it start at first use, which is never.
    private static final ClientResources RESOURCES = DefaultClientResources.create();

    private static final RedisURI NOWHERE = RedisURI.create("redis://simulated");

    private final VirtualTime time;
    private final Chance chance;
    private final SimulatedRedis server;
    private final Traffic traffic;
    private final Life life;
    private final Duration deadline;
    private final List<RedisRoad> roads = new ArrayList<>();

    /// @param life of the process that has this client
    /// @param deadline of a command
    public SimulatedRedisClient(
            VirtualTime time,
            Chance chance,
            SimulatedRedis server,
            Traffic traffic,
            Life life,
            Duration deadline) {
        super(RESOURCES, NOWHERE);
        this.time = time;
        this.chance = chance;
        this.server = server;
        this.traffic = traffic;
        this.life = life;
        this.deadline = deadline;
    }

    @Override
    public <K, V> StatefulRedisConnection<K, V> connect(RedisCodec<K, V> codec) {
        RedisRoad road = new RedisRoad(time, chance, server, traffic);
        roads.add(road);
        LettuceWriter writer = new LettuceWriter(time, life, road, deadline, RESOURCES);
        StatefulRedisConnectionImpl<K, V> connection =
                new StatefulRedisConnectionImpl<>(writer, new NoPush(), codec, deadline);
        connection.setOptions(ClientOptions.create());
        return connection;
    }

    /// The process is gone; what it sent may still arrive.
    public void abandon() {
        roads.forEach(RedisRoad::close);
    }

    private static final class NoPush implements PushHandler {

        @Override
        public void addListener(PushListener listener) {
            throw new UnsupportedOperationException("nothing is pushed");
        }

        @Override
        public void removeListener(PushListener listener) {
            throw new UnsupportedOperationException("nothing is pushed");
        }

        @Override
        public Collection<PushListener> getPushListeners() {
            return List.of();
        }
    }
}
