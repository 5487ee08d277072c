package dev.fairgate.benchmarks.micro;

import dev.fairgate.risk.network.ClientAddress;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/// From an address to the texts that the limits of its networks are kept under.
@State(Scope.Thread)
public class PrefixBenchmark {

    private static final int MANY = 1024;

    private final ClientAddress[] ipv4 = addresses("192.0.2.%d");
    private final ClientAddress[] ipv6 = addresses("2001:db8:7:%x::1");
    private int next;

    private static ClientAddress[] addresses(String pattern) {
        return IntStream.range(0, MANY)
                .mapToObj(n -> ClientAddress.parse(pattern.formatted(n % 256)).orElseThrow())
                .toArray(ClientAddress[]::new);
    }

    /// The address itself and its /24.
    @Benchmark
    public void ipv4(Blackhole hole) {
        ClientAddress address = ipv4[next++ & MANY - 1];
        hole.consume(address.text());
        hole.consume(address.prefix(24));
    }

    /// The /64, /56 and /48.
    @Benchmark
    public void ipv6(Blackhole hole) {
        ClientAddress address = ipv6[next++ & MANY - 1];
        hole.consume(address.prefix(64));
        hole.consume(address.prefix(56));
        hole.consume(address.prefix(48));
    }
}
