package dev.fairgate.benchmarks.micro;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// All JMH benchmarks of this module, one after the other, each in a JVM of its own, as a table of
/// time and allocation per call. Short runs: what differs by a tenth is the same.
public final class Micro {

    private static final TimeValue SECOND = TimeValue.seconds(1);

    private Micro() {}

    /// The command line of `./bench micro`.
    ///
    /// @param arguments parts of names, such as `Ticket`; none for all
    public static void main(String[] arguments) throws RunnerException, IOException {
        List<RunResult> all = new ArrayList<>();
        System.out.printf("%-40s %12s %12s %14s%n", "", "ns", "± 99.9 %", "bytes");
        for (String name : names(List.of(arguments))) {
            Collection<RunResult> results = new Runner(options(name)).run();
            results.forEach(result -> System.out.println(row(result)));
            all.addAll(results);
        }
        write(all, Path.of(System.getProperty("fairgate.root", "."), "benchmarks/target/results"));
    }

    private static List<String> names(List<String> parts) {
        return BenchmarkList.defaultList()
                .find(
                        OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
                        List.of(".*"),
                        List.of())
                .stream()
                .map(BenchmarkListEntry::getUsername)
                .filter(
                        name ->
                                parts.isEmpty()
                                        || parts.stream().anyMatch(shortened(name)::contains))
                .sorted(Comparator.comparing(Micro::shortened))
                .toList();
    }

    /// For example `Address.riskReads`.
    private static String shortened(String name) {
        int method = name.lastIndexOf('.');
        return name.substring(name.lastIndexOf('.', method - 1) + 1).replace("Benchmark.", ".");
    }

    private static Options options(String name) {
        return new OptionsBuilder()
                .include("^" + Pattern.quote(name) + "$")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(1)
                .warmupIterations(3)
                .warmupTime(SECOND)
                .measurementIterations(5)
                .measurementTime(SECOND)
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
    }

    private static String row(RunResult result) {
        Result<?> time = result.getPrimaryResult();
        Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
        return String.format(
                Locale.ROOT,
                "%-40s %,12.1f %,12.1f %,14.0f",
                label(result.getParams()),
                time.getScore(),
                time.getScoreError(),
                allocated == null ? Double.NaN : allocated.getScore());
    }

    /// For example `Address.riskReads IPV6`.
    private static String label(BenchmarkParams params) {
        return shortened(params.getBenchmark())
                + params.getParamsKeys().stream()
                        .map(key -> " " + params.getParam(key))
                        .collect(Collectors.joining());
    }

    private static void write(List<RunResult> all, Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("micro.json");
        try (PrintStream out = new PrintStream(Files.newOutputStream(file))) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(all);
        }
    }
}
