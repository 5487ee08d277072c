package dev.fairgate.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisProcessIT {

    @TempDir Path directory;

    @Test
    void ledgerKeepsEveryAnsweredWriteOverKillNine() throws IOException {
        try (RedisProcess redis = RedisProcess.ledger(directory, FreePort.next()).start()) {
            for (int i = 0; i < 50; i++) {
                assertThat(ask(redis.port(), "INCR n")).isEqualTo(":" + (i + 1));
            }
            redis.kill();
            redis.start();

            assertThat(ask(redis.port(), "INCR n")).isEqualTo(":51");
        }
    }

    @Test
    void refusesAPortThatIsTaken() throws IOException {
        try (RedisProcess redis = RedisProcess.riskStore(directory, FreePort.next()).start();
                RedisProcess second =
                        RedisProcess.riskStore(directory.resolve("second"), redis.port())) {
            assertThatThrownBy(second::start).hasMessageContaining("has a Redis on it already");
        }
    }

    @Test
    void endsTheServerThatAKilledOwnerLeftBehind() throws IOException {
        RedisProcess orphan = RedisProcess.ledger(directory, FreePort.next()).start();
        ask(orphan.port(), "SET owner killed");

        try (RedisProcess next = RedisProcess.ledger(directory, FreePort.next()).start()) {
            assertThat(ProcessHandle.of(orphan.pid()).filter(ProcessHandle::isAlive)).isEmpty();
            assertThat(ask(next.port(), "GET owner")).isEqualTo("$6");
        } finally {
            orphan.close();
        }
    }

    @Test
    void proxyLosesOneReplyAfterTheServerRanTheCommand() throws IOException {
        try (RedisProcess redis = RedisProcess.riskStore(directory, FreePort.next()).start();
                FaultProxy proxy = FaultProxy.before(redis.port())) {
            proxy.inject(FaultProxy.Fault.CUT_REPLY);
            assertThat(ask(proxy.port(), "INCR n")).isNull();

            assertThat(ask(proxy.port(), "GET n")).isEqualTo("$1");
            assertThat(proxy.cuts()).isEqualTo(1);
        }
    }

    private static @org.jspecify.annotations.Nullable String ask(int port, String command)
            throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }
}
