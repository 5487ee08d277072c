package dev.fairgate.models.hands;

import dev.fairgate.benchmarks.PurchaseBody;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What a page observed and what a request says of its client, as the risk service reads them with
/// every purchase: 60 telemetry events, a user agent, twelve headers.
@State(Scope.Thread)
public class HandsBenchmark {

    private static final int MANY = 256;
    private static final long NOW = 1_790_000_004_300L;
    private static final Optional<String> AGENT =
            Optional.of(
                    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like"
                            + " Gecko) Chrome/126.0.0.0 Safari/537.36");
    private static final List<String> HEADERS =
            List.of(
                    "Host",
                    "User-Agent",
                    "Accept",
                    "Accept-Language",
                    "Accept-Encoding",
                    "Content-Type",
                    "Content-Length",
                    "Origin",
                    "Sec-Fetch-Mode",
                    "Sec-Fetch-Site",
                    "Cookie",
                    "Idempotency-Key");

    private final List<String> telemetry =
            IntStream.range(0, MANY).mapToObj(PurchaseBody::telemetry).toList();
    private int next;

    /// Text to numbers.
    @Benchmark
    public Hands read() {
        return Hands.read(telemetry.get(next++ & MANY - 1), NOW);
    }

    /// Text to how natural it looks.
    @Benchmark
    public double readAndJudge() {
        return read().natural();
    }

    /// Text to the place where scripts lie together.
    @Benchmark
    public double[] readAndPlace() {
        return read().shape();
    }

    /// User agent and headers to numbers.
    @Benchmark
    public ClientShape client() {
        return ClientShape.of(AGENT, HEADERS);
    }
}
