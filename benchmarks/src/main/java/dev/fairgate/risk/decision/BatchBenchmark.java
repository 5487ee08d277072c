package dev.fairgate.risk.decision;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairgate.benchmarks.PurchaseBody;
import dev.fairgate.risk.http.JsonFields;
import dev.fairgate.risk.http.JsonSlice;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/// The risk service reads a batch of 16 purchases, each with 60 telemetry events; figures are per
/// purchase.
@State(Scope.Thread)
public class BatchBenchmark {

    private static final int MANY = 64;
    private static final int ITEMS = 16;

    private final List<byte[]> bodies =
            IntStream.range(0, MANY).mapToObj(BatchBenchmark::body).toList();
    private int next;

    private static byte[] body(int number) {
        return IntStream.range(number, number + ITEMS)
                .mapToObj(BatchBenchmark::item)
                .collect(Collectors.joining(",", "{\"items\":[", "],\"finished\":[]}"))
                .getBytes(UTF_8);
    }

    private static String item(int n) {
        return """
        {"requestId":"01KAPZ9DZYAAAAAAAAAAAAAAAA","saleId":"demo","termsVersion":3,\
        "accountId":"buyer-%d","registeredAt":"2026-01-10T08:00:00Z",\
        "clientAddress":"192.0.2.%d","deviceId":"device-%d",\
        "userAgent":"Mozilla/5.0 (X11; Linux x86_64) Fairgate",\
        "headerNames":["Host","User-Agent","Accept","Accept-Language","Content-Type"],\
        "quantity":1,"telemetry":%s,"now":"2026-11-22T16:00:00.120Z"}"""
                .formatted(n, n, n, PurchaseBody.telemetry(n));
    }

    /// Bytes to requests, in the way of the endpoint.
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public void read(Blackhole hole) {
        byte[] body = bodies.get(next++ & MANY - 1);
        JsonFields fields = JsonFields.ofBody(body, Set.of("items", "finished"));
        for (JsonSlice item : fields.value("items").orElseThrow().items("items", ITEMS)) {
            hole.consume(AssessmentReader.read(JsonFields.of("", item)));
        }
    }
}
