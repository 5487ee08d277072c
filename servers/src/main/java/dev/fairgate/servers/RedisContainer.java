package dev.fairgate.servers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A Redis server (8) in a container.
final class RedisContainer implements RedisServer {

    static final String IMAGE = "redis:8-alpine";

    private final int port;
    private final DockerContainer container;

    private RedisContainer(int port, DockerContainer container) {
        this.port = port;
        this.container = container;
    }

    /// A server that is not started yet, on a port of loopback.
    static RedisContainer publishing(int port, Map<String, String> settings) {
        return new RedisContainer(
                port, new DockerContainer(IMAGE, command(port, settings)).publishing(port, port));
    }

    /// A server that is not started yet, on a port that another container publishes.
    static RedisContainer inNetworkOf(
            DockerContainer publisher, int port, Map<String, String> settings) {
        return new RedisContainer(
                port, new DockerContainer(IMAGE, command(port, settings)).inNetworkOf(publisher));
    }

    private static List<String> command(int port, Map<String, String> settings) {
        Map<String, String> all = new TreeMap<>(settings);
        all.put("port", Integer.toString(port));
        all.put("bind", "*"); // the container's own addresses: only loopback is published
        all.put("protected-mode", "no");
        all.put("save", "");
        List<String> command = new ArrayList<>(List.of("redis-server"));
        all.forEach((name, value) -> command.addAll(List.of("--" + name, value)));
        return command;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public RedisContainer start() {
        if (isRunning()) {
            throw new IllegalStateException("Redis on port " + port + " is running already");
        }
        if (Resp.answersPing(port)) {
            throw new IllegalStateException("port " + port + " has a Redis on it already");
        }
        container.start();
        container.await(() -> Resp.answersPing(port));
        return this;
    }

    @Override
    public void stop() {
        container.stop();
    }

    @Override
    public void kill() {
        container.kill();
    }

    @Override
    public void silence() {
        container.pause();
    }

    @Override
    public void wake() {
        container.unpause();
    }

    @Override
    public boolean isRunning() {
        return container.isRunning();
    }

    @Override
    public void close() {
        container.close();
    }
}
