package dev.fairgate.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A real Redis Cluster on loopback for tests: three masters without replicas, each a risk store
/// ([RedisProcess#riskStore]) with a third of the slots. Masters are numbered from 0.
///
/// A dead master's slots stay its own and are away until [#restart]; the others go on
/// (`cluster-require-full-coverage no`) while two masters live. As containers, with
/// `-Dfairgate.servers=docker`, the masters share one more container's network. Not thread-safe.
public final class RedisCluster implements AutoCloseable {

    private static final int MASTERS = 3;
    private static final int SLOTS = 16_384;
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    /// A master that is silent for longer is taken for dead: a busy machine must not look so.
    private static final Duration NODE_TIMEOUT = Duration.ofSeconds(2);

    private final List<Master> masters;
    private final Optional<DockerContainer> network;

    private RedisCluster(List<Master> masters, Optional<DockerContainer> network) {
        this.masters = List.copyOf(masters);
        this.network = network;
    }

    /// Starts three masters, gives each its slots, lets them meet, and returns when they agree:
    /// after about three seconds, for Redis keeps a master shut for its first two.
    ///
    /// @param directory absent or empty
    /// @throws IllegalStateException when they have not agreed within 30 s
    public static RedisCluster start(Path directory) {
        RedisCluster cluster =
                switch (ServerKind.chosen()) {
                    case EMBEDDED -> ofProcesses(directory);
                    case DOCKER -> ofContainers();
                };
        try {
            cluster.masters.forEach(master -> master.server().start());
            cluster.masters.forEach(Master::takeSlots);
            cluster.masters.stream().skip(1).forEach(cluster.masters.getFirst()::meet);
            cluster.awaitAgreement();
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /// Where the masters listen on loopback, the same over every restart.
    public List<Integer> ports() {
        return masters.stream().map(Master::port).toList();
    }

    /// The master that the key belongs to, dead or alive.
    public int ownerOf(String key) {
        String slot = living().findFirst().orElseThrow().ask("CLUSTER", "KEYSLOT", key);
        int number = Integer.parseInt(slot.substring(1));
        return masters.stream().filter(it -> it.owns(number)).findFirst().orElseThrow().number();
    }

    /// Ends a master as a crash does (SIGKILL). The others find out within some seconds, see
    /// [#awaitAgreement].
    public void kill(int master) {
        masters.get(master).server().kill();
    }

    /// Freezes a master as a host that hangs ([RedisServer#silence]). The others find out within
    /// some seconds.
    public void silence(int master) {
        masters.get(master).server().silence();
    }

    /// Lets a silent master go on, with its keys, and returns when all agree.
    ///
    /// @throws IllegalStateException when they have not agreed within 30 s
    public void wake(int master) {
        masters.get(master).server().wake();
        awaitAgreement();
    }

    /// Brings a dead master back, with its port and its slots and without its keys, and returns
    /// when the living agree.
    ///
    /// @throws IllegalStateException when they have not agreed within 30 s
    public void restart(int master) {
        masters.get(master).server().start();
        awaitAgreement();
    }

    /// Waits until each living master takes commands, knows the two others, and takes exactly the
    /// dead ones for dead.
    ///
    /// @throws IllegalStateException when that has not come about within 30 s
    public void awaitAgreement() {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        int slots = living().mapToInt(Master::slots).sum();
        while (!living().allMatch(master -> master.agrees(slots))) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(
                        "no agreement after 30 s: " + living().map(Master::view).toList());
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    @Override
    public void close() {
        masters.forEach(master -> master.server().close());
        network.ifPresent(DockerContainer::close);
    }

    private Stream<Master> living() {
        return masters.stream().filter(master -> master.server().isRunning());
    }

    private static RedisCluster ofProcesses(Path directory) {
        return new RedisCluster(
                masters(
                        freePorts(),
                        (number, port, settings) ->
                                RedisProcess.riskStore(directory.resolve("master-" + number), port)
                                        .with(settings)),
                Optional.empty());
    }

    /// A master says 127.0.0.1 and its port to clients and to the others: behind one network that
    /// publishes all ports this is true for both.
    private static RedisCluster ofContainers() {
        List<Integer> ports = freePorts();
        DockerContainer network =
                new DockerContainer(RedisContainer.IMAGE, List.of("sleep", "infinity"));
        ports.stream().limit(MASTERS).forEach(port -> network.publishing(port, port));
        network.start();
        return new RedisCluster(
                masters(
                        ports,
                        (number, port, settings) ->
                                RedisContainer.inNetworkOf(network, port, settings)),
                Optional.of(network));
    }

    /// Of the masters, then of their buses.
    private static List<Integer> freePorts() {
        return Stream.generate(FreePort::next).distinct().limit(2 * MASTERS).toList();
    }

    private static List<Master> masters(List<Integer> ports, Plan plan) {
        return IntStream.range(0, MASTERS)
                .mapToObj(
                        number -> {
                            int busPort = ports.get(MASTERS + number);
                            Map<String, String> settings = new TreeMap<>(RedisProcess.RISK_STORE);
                            settings.putAll(Master.settings(busPort));
                            return new Master(
                                    plan.server(number, ports.get(number), settings),
                                    number,
                                    busPort);
                        })
                .toList();
    }

    /// Makes the server of a master, which is not started yet.
    private interface Plan {
        RedisServer server(int number, int port, Map<String, String> settings);
    }

    /// One master.
    ///
    /// @param busPort where the masters talk to each other; by default 10 000 above the port, which
    ///     need not be free
    private record Master(RedisServer server, int number, int busPort) {

        static Map<String, String> settings(int busPort) {
            return Map.of(
                    "cluster-enabled", "yes",
                    "cluster-port", Integer.toString(busPort),
                    "cluster-announce-ip", "127.0.0.1",
                    "cluster-config-file", "nodes.conf",
                    "cluster-node-timeout", Long.toString(NODE_TIMEOUT.toMillis()),
                    "cluster-require-full-coverage", "no");
        }

        int port() {
            return server.port();
        }

        int slots() {
            return firstSlot(number + 1) - firstSlot(number);
        }

        boolean owns(int slot) {
            return firstSlot(number) <= slot && slot < firstSlot(number + 1);
        }

        /// An epoch of its own spares the masters their quarrel over equal ones.
        void takeSlots() {
            order("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(number + 1));
            order(
                    "CLUSTER",
                    "ADDSLOTSRANGE",
                    Integer.toString(firstSlot(number)),
                    Integer.toString(firstSlot(number + 1) - 1));
        }

        void meet(Master other) {
            order(
                    "CLUSTER",
                    "MEET",
                    "127.0.0.1",
                    Integer.toString(other.port()),
                    Integer.toString(other.busPort));
        }

        boolean agrees(int slots) {
            List<String> view = view().lines().toList();
            return view.containsAll(
                    List.of(
                            "cluster_state:ok",
                            "cluster_known_nodes:" + MASTERS,
                            "cluster_slots_ok:" + slots,
                            "cluster_slots_pfail:0"));
        }

        String view() {
            return ask("CLUSTER", "INFO");
        }

        String ask(String... command) {
            try {
                return Resp.ask(port(), command);
            } catch (IOException e) {
                throw new UncheckedIOException("master " + number + " does not answer", e);
            }
        }

        private void order(String... command) {
            String answer = ask(command);
            if (!answer.equals("+OK")) {
                throw new IllegalStateException(String.join(" ", command) + ": " + answer);
            }
        }

        private static int firstSlot(int number) {
            return SLOTS * number / MASTERS;
        }
    }
}
