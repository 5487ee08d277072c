package dev.fairgate.sale.admission;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Finding the client behind a load balancer and an edge proxy, both trusted; left of it in the
/// header stands what it wrote itself.
@State(Scope.Thread)
public class TrustedProxiesBenchmark {

    private static final int MANY = 1024;

    private final TrustedProxies proxies =
            new TrustedProxies(List.of("10.0.0.0/8", "198.51.100.0/24", "2001:db8::/32"));
    private final InetAddress peer = InetAddress.ofLiteral("10.0.0.7");
    private final List<List<String>> headers =
            IntStream.range(0, MANY)
                    .mapToObj(
                            n ->
                                    List.of(
                                            "1.2.3.4, 11.7.%d.%d, 198.51.100.%d"
                                                    .formatted(n / 256, n % 256, n % 256)))
                    .toList();
    private int next;

    /// Peer and header to the client.
    @Benchmark
    public ClientAddress client() {
        return proxies.client(peer, headers.get(next++ & MANY - 1));
    }
}
