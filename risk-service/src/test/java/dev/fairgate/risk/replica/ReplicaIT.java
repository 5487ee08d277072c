package dev.fairgate.risk.replica;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairgate.risk.database.TestDatabase;
import dev.fairgate.risk.replica.Replica.Change;
import dev.fairgate.risk.replica.Replica.State;
import dev.fairgate.servers.FaultProxy;
import dev.fairgate.servers.FreePort;
import dev.fairgate.servers.RedisServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RestoreArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

/// A document on two nodes over one Redis and one PostgreSQL, and what is left of it when sides go.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // all of it is there before any test
class ReplicaIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private Path directory;
    private RedisServer redis;
    private TestDatabase database;
    private RedisClient client;
    private RedisCommands<String, byte[]> commands;
    private StatefulRedisConnection<String, byte[]> connection;
    private String space;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        directory = folder;
        redis =
                RedisServer.riskStore(
                                Files.createDirectory(folder.resolve("redis")), FreePort.next())
                        .start();
        database = TestDatabase.in(folder).start();
        client = RedisClient.create("redis://127.0.0.1:" + redis.port());
        connection = client.connect(RedisCodec.of(StringCodec.ASCII, ByteArrayCodec.INSTANCE));
        commands = connection.sync();
    }

    @BeforeEach
    void newSpace() {
        space = UUID.randomUUID().toString().substring(0, 8);
    }

    @AfterAll
    void stop() {
        connection.close();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        redis.close();
        database.close();
    }

    @Test
    void isOnTheOtherNodeWithinASecond() {
        try (ReplicaNode a = node("a");
                ReplicaNode b = node("b")) {
            assertThat(b.heard).containsExactly(new State(0, "first"));

            Change change = a.propose(0, "one");
            long done = System.nanoTime();
            await().pollInterval(Duration.ofMillis(10)).atMost(SOON).until(() -> b.sequence() == 1);

            assertThat(Duration.ofNanos(System.nanoTime() - done))
                    .isLessThan(Duration.ofSeconds(1));
            assertThat(change).isEqualTo(new Change.Done(new State(1, "one")));
            assertThat(b.heard).containsExactly(new State(0, "first"), new State(1, "one"));
            assertThat(a.replica.current()).isEqualTo(b.replica.current());
            assertThat(commands.pttl(key())).isBetween(86_400_000L * 7, 86_400_000L * 30);
            await().atMost(SOON).until(() -> inDatabase().equals(List.of("1")));
        }
    }

    @Test
    void letsOneOfTwentyProposalsThrough() {
        try (ReplicaNode a = node("a");
                ReplicaNode b = node("b")) {
            List<Change> changes =
                    Flux.range(0, 20)
                            .flatMap(i -> (i % 2 == 0 ? a : b).replica.propose(0, "body-" + i), 20)
                            .collectList()
                            .blockOptional()
                            .orElseThrow();

            List<State> done =
                    changes.stream()
                            .filter(Change.Done.class::isInstance)
                            .map(it -> ((Change.Done) it).state())
                            .toList();
            assertThat(done).hasSize(1);
            assertThat(changes).filteredOn(Change.Overtaken.class::isInstance).hasSize(19);
            await().atMost(SOON)
                    .untilAsserted(
                            () -> {
                                assertThat(a.replica.current()).isEqualTo(done.getFirst());
                                assertThat(b.replica.current()).isEqualTo(done.getFirst());
                            });
        }
    }

    @Test
    void knowsOfAChangeOfWhichTheAnswerWasLost() {
        try (FaultProxy proxy = FaultProxy.before(redis.port());
                ReplicaNode a =
                        new ReplicaNode(
                                space, proxy.port(), null, directory.resolve(space), false)) {
            proxy.inject(FaultProxy.Fault.CUT_REPLY);

            assertThat(a.propose(0, "one")).isEqualTo(new Change.Done(new State(1, "one")));
            assertThat(proxy.cuts()).isEqualTo(1);
            assertThat(held()).isEqualTo("1");
        }
    }

    @Test
    void followsACallerWhoHasSeenTheOtherNodesChange() {
        try (ReplicaNode a = node("a");
                ReplicaNode b = quietNode("b")) {
            a.propose(0, "one");

            assertThat(b.propose(1, "two")).isEqualTo(new Change.Done(new State(2, "two")));
            assertThat(b.propose(1, "late")).isEqualTo(new Change.Overtaken(new State(2, "two")));
            assertThat(b.propose(99, "from nowhere"))
                    .isEqualTo(new Change.Overtaken(new State(2, "two")));
        }
    }

    @Test
    void comesBackWithTheHighestWhenTheStoreIsEmptied() {
        try (ReplicaNode a = node("a");
                ReplicaNode late = quietNode("b")) {
            a.propose(0, "one");
            assertThat(late.propose(1, "two")).isInstanceOf(Change.Done.class);
            await().atMost(SOON).until(() -> a.sequence() == 2);
            a.propose(2, "three");

            commands.flushall();
            // It has not heard of the third, and is the first to come to the empty store.
            Change change = late.propose(2, "another third");

            assertThat(change).isEqualTo(new Change.Overtaken(new State(3, "three")));
            assertThat(a.replica.current()).isEqualTo(new State(3, "three"));
            assertThat(held()).isEqualTo("3");
            assertThat(a.propose(3, "four")).isEqualTo(new Change.Done(new State(4, "four")));
        }
    }

    @Test
    void doesNotGoBackWithAnOlderStore() {
        try (ReplicaNode a = node("a")) {
            a.propose(0, "one");
            byte[] snapshot = commands.dump(key());
            a.propose(1, "two");
            a.propose(2, "three");

            commands.restore(key(), snapshot, RestoreArgs.Builder.ttl(100_000).replace());
            await().atMost(SOON).until(() -> held().equals("3"));

            assertThat(a.heard).extracting(State::sequence).containsExactly(0L, 1L, 2L, 3L);
            assertThat(body()).isEqualTo("three");
        }
    }

    @Test
    void changesWhileTheDatabaseIsAwayAndTellsItLater() {
        try (ReplicaNode a = node("a")) {
            a.propose(0, "one");
            await().atMost(SOON).until(() -> inDatabase().equals(List.of("1")));

            database.kill();
            Change change = a.propose(1, "two");
            database.start();

            assertThat(change).isInstanceOf(Change.Done.class);
            await().atMost(SOON).until(() -> inDatabase().equals(List.of("2")));
            database.run(
                    "UPDATE risk.replica SET sequence = 1, body = 'one' WHERE name LIKE '"
                            + space
                            + "/%'"); // as from a backup
            await().atMost(SOON).until(() -> inDatabase().equals(List.of("2")));
            assertThat(a.heard).extracting(State::sequence).containsExactly(0L, 1L, 2L);
        }
    }

    @Test
    void startsFromItsDiskWhileEverythingElseIsAway() throws IOException {
        try (ReplicaNode a = node("a")) {
            a.propose(0, "one");
        }
        Path file = directory.resolve(space + "-a").resolve("policy.replica");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        try (ReplicaNode alone =
                new ReplicaNode(space, FreePort.next(), null, directory.resolve(space + "-a"))) {
            assertThat(alone.heard).containsExactly(new State(1, "one"));
            assertThat(alone.propose(1, "two")).isEqualTo(new Change.Away());
            assertThat(alone.replica.current()).isEqualTo(new State(1, "one"));
        }
    }

    @Test
    void startsFromTheDatabaseWhereNothingElseIsLeft() {
        try (ReplicaNode a = node("a")) {
            a.propose(0, "one");
            await().atMost(SOON).until(() -> inDatabase().equals(List.of("1")));
        }
        commands.flushall();

        try (ReplicaNode another = node("another")) {
            assertThat(another.heard).containsExactly(new State(1, "one"));
            await().atMost(SOON).until(() -> held().equals("1"));
        }
    }

    @Test
    void ignoresADamagedCopy() throws IOException {
        Path folder = directory.resolve(space + "-a");
        try (ReplicaNode a = node("a")) {
            a.propose(0, "one");
        }
        Path file = folder.resolve("policy.replica");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);

        try (ReplicaNode alone = new ReplicaNode(space, FreePort.next(), null, folder)) {
            assertThat(alone.heard).containsExactly(new State(0, "first"));
        }
        try (ReplicaNode a = node("a")) {
            assertThat(a.heard).containsExactly(new State(1, "one"));
        }
        assertThat(new ReplicaFolder(folder).read("policy")).isPresent();
    }

    @Test
    void refusesMoreThanItsBounds() {
        try (ReplicaNode a = node("a")) {
            String largest = "x".repeat(Copy.MOST_BYTES);
            assertThat(a.propose(0, largest)).isInstanceOf(Change.Done.class);
            assertThatThrownBy(() -> a.propose(1, largest + "x"))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(a.sequence()).isEqualTo(1);
        }
    }

    private ReplicaNode node(String name) {
        return new ReplicaNode(
                space, redis.port(), database.open(), directory.resolve(space + "-" + name));
    }

    private ReplicaNode quietNode(String name) {
        Path folder = directory.resolve(space + "-" + name);
        return new ReplicaNode(space, redis.port(), null, folder, false);
    }

    private String key() {
        return "replica:{" + space + "/policy}";
    }

    private String held() {
        byte[] sequence = commands.hget(key(), "sequence");
        return sequence == null ? "" : new String(sequence, UTF_8);
    }

    private String body() {
        return new String(commands.hget(key(), "body"), UTF_8);
    }

    private List<String> inDatabase() {
        return database.column(
                "SELECT sequence FROM risk.replica WHERE name = '" + space + "/policy'");
    }
}
