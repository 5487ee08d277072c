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
        List<Integer> ports =
                Stream.generate(FreePort::next).distinct().limit(2 * MASTERS).toList();
        Optional<DockerContainer> network =
                switch (ServerKind.chosen()) {
                    case EMBEDDED -> Optional.empty();
                    case DOCKER -> Optional.of(network(ports.subList(0, MASTERS)));
                };
        RedisCluster cluster = new RedisCluster(plan(directory, ports, network), network);
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

    /// A master says 127.0.0.1 and its port to clients and to the other masters: in one network of
    /// all masters, which publishes their ports, that is true for both.
    private static DockerContainer network(List<Integer> ports) {
        DockerContainer network =
                new DockerContainer(RedisContainer.IMAGE, List.of("sleep", "infinity"));
        ports.forEach(port -> network.publishing(port, port));
        network.start();
        return network;
    }

    private static List<Master> plan(
            Path directory, List<Integer> ports, Optional<DockerContainer> network) {
        return IntStream.range(0, MASTERS)
                .mapToObj(
                        number ->
                                Master.plan(
                                        directory.resolve("master-" + number),
                                        number,
                                        ports.get(number),
                                        ports.get(MASTERS + number),
                                        network))
                .toList();
    }

    /// One master.
    ///
    /// @param busPort where the masters talk to each other; by default 10 000 above the port, which
    ///     need not be free
    private record Master(RedisServer server, int number, int busPort) {

        static Master plan(
                Path directory,
                int number,
                int port,
                int busPort,
                Optional<DockerContainer> network) {
            Map<String, String> settings = new TreeMap<>(RedisProcess.RISK_STORE);
            settings.put("cluster-enabled", "yes");
            settings.put("cluster-port", Integer.toString(busPort));
            settings.put("cluster-announce-ip", "127.0.0.1");
            settings.put("cluster-config-file", "nodes.conf");
            settings.put("cluster-node-timeout", Long.toString(NODE_TIMEOUT.toMillis()));
            settings.put("cluster-require-full-coverage", "no");
            RedisServer server =
                    network.<RedisServer>map(it -> RedisContainer.inNetworkOf(it, port, settings))
                            .orElseGet(() -> RedisProcess.with(directory, port, settings));
            return new Master(server, number, busPort);
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
