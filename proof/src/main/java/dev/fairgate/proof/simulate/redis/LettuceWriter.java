package dev.fairgate.proof.simulate.redis;

import dev.fairgate.proof.simulate.time.Life;
import dev.fairgate.proof.simulate.time.VirtualTime;
import io.lettuce.core.RedisChannelWriter;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.protocol.ConnectionFacade;
import io.lettuce.core.protocol.RedisCommand;
import io.lettuce.core.protocol.RedisStateMachine;
import io.lettuce.core.resource.ClientResources;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import reactor.core.Disposable;

/// Lettuce's way to the network, which is a [RedisRoad] here: it writes commands and reads replies
/// as it does over a socket, and keeps its promises about commands while it is disconnected.
final class LettuceWriter implements RedisChannelWriter {

    private final VirtualTime time;
    private final Life client;
    private final RedisRoad road;
    private final Duration deadline;
    private final ClientResources resources;
    private final RedisStateMachine decoder = new RedisStateMachine();

    LettuceWriter(
            VirtualTime time,
            Life client,
            RedisRoad road,
            Duration deadline,
            ClientResources resources) {
        this.time = time;
        this.client = client;
        this.road = road;
        this.deadline = deadline;
        this.resources = resources;
    }

    @Override
    public <K, V, T> RedisCommand<K, V, T> write(RedisCommand<K, V, T> command) {
        if (!road.isOpen()) {
            command.completeExceptionally(
                    new RedisException("Currently not connected. Commands are rejected."));
            return command;
        }
        Disposable timer = time.after(deadline, "deadline", () -> late(command));
        road.send(
                new RedisRoad.Sent(
                        Resp.command(encoded(command)),
                        reply -> inClient(() -> answer(command, timer, reply)),
                        () -> inClient(() -> lost(command, timer))));
        return command;
    }

    private void inClient(Runnable task) {
        time.when(client, "answer", task);
    }

    private static byte[] encoded(RedisCommand<?, ?, ?> command) {
        ByteBuf buffer = Unpooled.buffer(256);
        command.encode(buffer);
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }

    private void late(RedisCommand<?, ?, ?> command) {
        if (!command.isDone()) {
            command.completeExceptionally(new RedisCommandTimeoutException("Command timed out"));
        }
    }

    private void answer(RedisCommand<?, ?, ?> command, Disposable timer, Reply reply) {
        timer.dispose();
        if (!command.isDone()) {
            decoder.decode(Unpooled.wrappedBuffer(Resp.bytes(reply)), command.getOutput());
            command.complete();
        }
    }

    private static void lost(RedisCommand<?, ?, ?> command, Disposable timer) {
        timer.dispose();
        if (!command.isDone()) {
            command.completeExceptionally(new RedisException("Connection disconnected"));
        }
    }

    @Override
    public <K, V> Collection<RedisCommand<K, V, ?>> write(
            Collection<? extends RedisCommand<K, V, ?>> commands) {
        commands.forEach(this::write);
        return List.copyOf(commands);
    }

    @Override
    public void close() {
        road.close();
        decoder.close();
    }

    @Override
    public CompletableFuture<Void> closeAsync() {
        close();
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void setConnectionFacade(ConnectionFacade connection) {
        // whoever waits for this learns of cuts by the commands that fail
    }

    @Override
    public void setAutoFlushCommands(boolean autoFlush) {
        throw new UnsupportedOperationException("every command is sent at once");
    }

    @Override
    public void flushCommands() {
        // every command is sent at once
    }

    @Override
    public ClientResources getClientResources() {
        return resources;
    }
}
