package dev.fairgate.benchmarks.micro;

import dev.fairgate.sale.admission.ClientAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Reading a client's address, as every request does.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AddressBenchmark {

    /// Addresses of documentation networks, and one that is none.
    @Param({"192.0.2.17", "2001:db8:7:1::17", "::ffff:192.0.2.17", "192.0.2.256"})
    public String text = "";

    /// One literal to an address, or to nothing.
    @Benchmark
    public Optional<ClientAddress> parse() {
        return ClientAddress.parse(text);
    }
}
