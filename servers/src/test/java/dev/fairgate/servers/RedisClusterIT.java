package dev.fairgate.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisClusterIT {

    private static final String NO_DIRECTORIES =
            "RedisClusterIT left out a master that cannot start: a container has no directory in"
                    + " whose place a file could be";

    private static RedisCluster cluster;

    @BeforeAll
    static void start(@TempDir Path directory) {
        cluster = RedisCluster.start(directory);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void aKeyIsAnsweredByItsOwnerAndMovedByTheOthers() throws IOException {
        for (int owner : List.of(0, 1, 2)) {
            String key = keyOf(owner);
            assertThat(ask(owner, "SET", key, "v")).isEqualTo("+OK");
            assertThat(ask(owner, "GET", key)).isEqualTo("v");

            String moved = ask((owner + 1) % 3, "GET", key);
            assertThat(moved).startsWith("-MOVED ").endsWith(" 127.0.0.1:" + port(owner));
            assertThat(ask((owner + 2) % 3, "GET", key)).isEqualTo(moved);
        }
    }

    @Test
    void anyKeyHasAnOwnerAndAHashTagDecidesAlone() {
        assertThat(IntStream.range(0, 100).map(i -> cluster.ownerOf("k" + i)).distinct().toArray())
                .containsExactlyInAnyOrder(0, 1, 2);
        assertThat(cluster.ownerOf("{tag} of\r\n ä")).isEqualTo(cluster.ownerOf("tag"));
    }

    @Test
    void withoutOneMasterTheSlotsOfTheOthersGoOnAndItReturnsEmpty() throws IOException {
        String lost = keyOf(1);
        assertThat(ask(1, "SET", lost, "v")).isEqualTo("+OK");

        cluster.kill(1);
        assertThat(ask(0, "SET", keyOf(0), "at once")).isEqualTo("+OK");
        cluster.awaitAgreement();
        assertThat(ask(0, "SET", keyOf(0), "later")).isEqualTo("+OK");
        assertThat(ask(2, "SET", keyOf(2), "later")).isEqualTo("+OK");
        assertThat(ask(2, "GET", lost)).endsWith(" 127.0.0.1:" + port(1));
        assertThatThrownBy(() -> ask(1, "GET", lost)).isInstanceOf(IOException.class);
        assertThat(cluster.ownerOf(lost)).isEqualTo(1);

        cluster.restart(1);
        assertThat(ask(1, "GET", lost)).isEqualTo("$-1");
        assertThat(ask(1, "SET", lost, "again")).isEqualTo("+OK");
    }

    @Test
    void masterHasARiskStoresLimits() throws IOException {
        for (int port : cluster.ports()) {
            assertThat(Resp.ask(port, "INFO", "memory"))
                    .contains("maxmemory:" + 512 * 1024 * 1024, "maxmemory_policy:volatile-ttl");
            assertThat(Resp.ask(port, "INFO", "persistence")).contains("aof_enabled:0");
        }
    }

    @Test
    void endsItsMastersWhenOneCannotStart(@TempDir Path directory) throws IOException {
        boolean hasDirectories = ServerKind.chosen() == ServerKind.EMBEDDED;
        if (!hasDirectories) {
            System.out.println(NO_DIRECTORIES);
        }
        assumeTrue(hasDirectories, NO_DIRECTORIES);
        Files.writeString(directory.resolve("master-2"), "not a directory");

        assertThatThrownBy(() -> RedisCluster.start(directory)).hasMessageContaining("master-2");
        assertThat(serversOf(directory)).isEmpty();
    }

    private static String keyOf(int master) {
        return Stream.iterate(0, i -> i + 1)
                .map(i -> "key-" + i)
                .filter(key -> cluster.ownerOf(key) == master)
                .findFirst()
                .orElseThrow();
    }

    private static String ask(int master, String... command) throws IOException {
        return Resp.ask(port(master), command);
    }

    private static int port(int master) {
        return cluster.ports().get(master);
    }

    private static List<ProcessHandle> serversOf(Path directory) {
        return ProcessHandle.current()
                .children()
                .filter(it -> it.info().commandLine().orElse("").contains(directory.toString()))
                .toList();
    }
}
