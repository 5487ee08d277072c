package dev.fairgate.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairgate.servers.FaultProxy.Fault;
import dev.fairgate.servers.FaultProxy.Moment;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each fault against a real Redis, which tells whether it was asked.
class FaultProxyIT {

    @TempDir static Path directory;
    private static RedisServer redis;
    private static FaultProxy proxy;

    private final AtomicInteger struck = new AtomicInteger();

    @BeforeAll
    static void start() {
        redis = RedisServer.riskStore(directory, FreePort.next()).start();
        proxy = FaultProxy.before(redis.port());
    }

    @AfterEach
    void heal() throws IOException {
        proxy.disarm();
        proxy.inject(Fault.NONE);
        Resp.ask(redis.port(), "DEL", "a", "b");
    }

    @AfterAll
    static void stop() {
        proxy.close();
        redis.close();
    }

    @Test
    void strikesBeforeTheRequestThatFollowsItsSubject() throws IOException {
        proxy.ambush("subject", "INCR b", Moment.BEFORE_REQUEST, struck::incrementAndGet);
        try (Line line = new Line()) {
            assertThat(line.ask("INCR a")).isEqualTo(":1");
            assertThat(line.ask("INCR b")).isEqualTo(":1"); // nothing of the subject yet
            assertThat(line.ask("ECHO subject")).isEqualTo("$7");
            assertThat(line.read()).isEqualTo("subject");
            assertThat(line.ask("INCR b")).isNull();
        }
        assertThat(struck).hasValue(1);
        assertThat(Resp.ask(redis.port(), "GET", "b")).isEqualTo("1");
    }

    @Test
    void strikesBeforeTheReplyOfWhatWasCarriedOut() throws IOException {
        proxy.ambush("INCR a", "INCR b", Moment.BEFORE_REPLY, struck::incrementAndGet);
        try (Line line = new Line()) {
            assertThat(line.ask("INCR a")).isEqualTo(":1");
            assertThat(line.ask("INCR b")).isNull();
        }
        assertThat(struck).hasValue(1);
        assertThat(Resp.ask(redis.port(), "GET", "b")).isEqualTo("1");
    }

    @Test
    void losesRequestsOrReplies() throws IOException {
        try (Line line = new Line()) {
            proxy.inject(Fault.SWALLOW_REQUESTS);
            assertThatThrownBy(() -> line.ask("INCR a")).isInstanceOf(SocketTimeoutException.class);
            assertThat(Resp.ask(redis.port(), "GET", "a")).isEqualTo("$-1");

            proxy.inject(Fault.SWALLOW_REPLIES);
            assertThatThrownBy(() -> line.ask("INCR a")).isInstanceOf(SocketTimeoutException.class);
            assertThat(Resp.ask(redis.port(), "GET", "a")).isEqualTo("1");
        }
    }

    /// One connection through the proxy.
    private static final class Line implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader answers;

        Line() throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
            socket.setSoTimeout(500);
            answers =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII));
        }

        @Nullable String ask(String command) throws IOException {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return read();
        }

        /// A line, or null when the connection is closed.
        @Nullable String read() throws IOException {
            return answers.readLine();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
