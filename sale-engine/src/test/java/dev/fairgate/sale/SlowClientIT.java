package dev.fairgate.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.fixture.RawHttp;
import dev.fairgate.sale.fixture.Tokens;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// The one slow test of this module, because it measures slowness: about 10 s. Five clients
/// that never get to the end of their request, or say nothing more, are tried at the same time.
@ExtendWith(OutputCaptureExtension.class)
class SlowClientIT {

    private static final String POST =
            "POST /api/v1/admin/sales HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + Tokens.of("a", "admin")
                    + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";

    /// To a sale that nobody knows: the answer needs no body.
    private static final String ANSWERED_EARLY =
            "POST /api/v1/sales/nowhere/orders HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";

    private final int port = Engine.shared().port();

    @Test
    void closesConnectionsThatAreIdleOrDrip(CapturedOutput output) throws Exception {
        try (ScheduledExecutorService clock = Executors.newScheduledThreadPool(1)) {
            List<CompletableFuture<Duration>> slow =
                    List.of(
                            keepOpen(clock, "", ""),
                            keepOpen(clock, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", ""),
                            keepOpen(
                                    clock,
                                    "GET /api/v1/sales HTTP/1.1\r\nHost: localhost\r\n\r\n",
                                    ""),
                            keepOpen(clock, POST, " "),
                            keepOpen(clock, ANSWERED_EARLY, " "));
            for (CompletableFuture<Duration> client : slow) {
                assertThat(client.get(20, TimeUnit.SECONDS))
                        .isBetween(Duration.ofSeconds(8), Duration.ofMillis(13_500));
            }
        }
        assertThat(output).doesNotContain("an error nobody expected", "onErrorDropped");
    }

    /// How long the server keeps a connection that sends `first` at once and `drip` every second.
    private CompletableFuture<Duration> keepOpen(
            ScheduledExecutorService clock, String first, String drip) {
        RawHttp http = new RawHttp(port);
        long begin = System.nanoTime();
        http.send(first);
        if (!drip.isEmpty()) {
            var _ = clock.scheduleAtFixedRate(() -> http.trySend(drip), 1, 1, TimeUnit.SECONDS);
        }
        return CompletableFuture.supplyAsync(
                () -> {
                    readToEnd(http);
                    return Duration.ofNanos(System.nanoTime() - begin);
                },
                Thread::startVirtualThread);
    }

    private static void readToEnd(RawHttp http) {
        try (http) {
            http.readToEnd();
        } catch (UncheckedIOException e) {
            // reset is closed as well
        }
    }
}
