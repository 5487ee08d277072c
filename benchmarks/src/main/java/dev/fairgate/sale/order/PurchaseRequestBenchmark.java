package dev.fairgate.sale.order;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairgate.benchmarks.PurchaseBody;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// The sale engine reads the body of a purchase, with 60 telemetry events that it only skips.
@State(Scope.Thread)
public class PurchaseRequestBenchmark {

    private static final int MANY = 256;

    private final List<byte[]> bodies =
            IntStream.range(0, MANY).mapToObj(n -> PurchaseBody.of(n).getBytes(UTF_8)).toList();
    private int next;

    /// Bytes to a request.
    @Benchmark
    public PurchaseRequest read() {
        return PurchaseRequest.parse(bodies.get(next++ & MANY - 1));
    }
}
