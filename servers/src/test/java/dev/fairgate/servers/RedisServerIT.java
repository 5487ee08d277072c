package dev.fairgate.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every Redis server of tests does, embedded or in a container.
class RedisServerIT {

    private static final int ANSWER_MS = 500;

    @TempDir Path directory;

    @Test
    void ledgerKeepsEveryAnsweredWriteOverKillNine() throws IOException {
        try (RedisServer redis = RedisServer.ledger(directory, FreePort.next()).start()) {
            for (int i = 0; i < 50; i++) {
                assertThat(ask(redis.port(), "INCR n")).isEqualTo(":" + (i + 1));
            }
            redis.kill();
            redis.start();

            assertThat(ask(redis.port(), "INCR n")).isEqualTo(":51");
        }
    }

    @Test
    void hasNothingToStopOrKeepAfterItsEnd() throws IOException {
        RedisServer redis = RedisServer.ledger(directory, FreePort.next());
        redis.stop();
        redis.start();
        redis.stop();

        assertThat(redis.isRunning()).isFalse();
        assertThatThrownBy(() -> ask(redis.port(), "PING")).isInstanceOf(IOException.class);
        redis.close();
        redis.close();
    }

    @Test
    void answersNothingWhileItIsSilentAndAllOfItAfterwards() throws IOException {
        try (RedisServer redis = RedisServer.riskStore(directory, FreePort.next()).start()) {
            redis.silence();
            assertThatThrownBy(() -> ask(redis.port(), "INCR n"))
                    .isInstanceOf(SocketTimeoutException.class);
            redis.wake();

            assertThat(ask(redis.port(), "INCR n")).isEqualTo(":2");
        }
    }

    @Test
    void refusesAPortThatIsTaken() throws IOException {
        try (RedisServer redis = RedisServer.riskStore(directory, FreePort.next()).start();
                RedisServer second =
                        RedisServer.riskStore(directory.resolve("second"), redis.port())) {
            assertThatThrownBy(second::start).hasMessageContaining("has a Redis on it already");
        }
    }

    @Test
    void proxyLosesOneReplyAfterTheServerRanTheCommand() throws IOException {
        try (RedisServer redis = RedisServer.riskStore(directory, FreePort.next()).start();
                FaultProxy proxy = FaultProxy.before(redis.port())) {
            proxy.inject(FaultProxy.Fault.CUT_REPLY);
            assertThat(ask(proxy.port(), "INCR n")).isNull();

            assertThat(ask(proxy.port(), "GET n")).isEqualTo("$1");
            assertThat(proxy.cuts()).isEqualTo(1);
        }
    }

    private static @Nullable String ask(int port, String command) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(ANSWER_MS);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }
}
