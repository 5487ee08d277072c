package dev.fairgate.benchmarks.micro;

import dev.fairgate.risk.network.ClientAddress;
import java.util.Optional;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Reading a client's address as each service does with every purchase.
@State(Scope.Thread)
public class AddressBenchmark {

    private static final int MANY = 1024;

    /// What the texts are; the last ones are none.
    @Param public Kind kind = Kind.IPV4;

    private final String[] texts = new String[MANY];
    private int next;

    /// Forms of a literal, in documentation networks (RFC 5737, RFC 3849).
    public enum Kind {
        IPV4("192.0.2.%d"),
        IPV6("2001:db8:7:%x::1"),
        NO_ADDRESS("192.0.%d.256");

        private final String pattern;

        Kind(String pattern) {
            this.pattern = pattern;
        }
    }

    /// Makes the texts.
    @Setup
    public void write() {
        IntStream.range(0, MANY).forEach(n -> texts[n] = kind.pattern.formatted(n % 256));
    }

    /// One literal to an address of the sale engine, or to nothing.
    @Benchmark
    public Optional<dev.fairgate.sale.admission.ClientAddress> engineReads() {
        return dev.fairgate.sale.admission.ClientAddress.parse(texts[next++ & MANY - 1]);
    }

    /// One literal to an address of the risk service, or to nothing.
    @Benchmark
    public Optional<ClientAddress> riskReads() {
        return ClientAddress.parse(texts[next++ & MANY - 1]);
    }
}
