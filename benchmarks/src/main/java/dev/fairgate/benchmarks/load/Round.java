package dev.fairgate.benchmarks.load;

import dev.fairgate.benchmarks.load.ClosedLoop.Outcome;
import dev.fairgate.benchmarks.load.Meter.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// One measurement of one scenario.
///
/// @param used by each process, in the scenario's order
record Round(Outcome outcome, Map<String, Reading> used) {

    Round {
        used = new LinkedHashMap<>(used);
    }

    /// Runs a scenario once.
    ///
    /// @throws IOException when an answer is not what the scenario is about: the run is void
    static Round measure(Scenario scenario, int requests) throws IOException {
        Round round = warm(scenario, requests);
        requireExpected(scenario, round.outcome());
        return round;
    }

    /// Runs a scenario once, whatever the answers: cold code may be too slow for some.
    static Round warm(Scenario scenario, int requests) throws IOException {
        RequestSource source = scenario.preparation().prepare(requests);
        List<Reading> before = new ArrayList<>();
        for (Meter meter : scenario.meters()) {
            before.add(meter.read());
        }
        Outcome outcome =
                new ClosedLoop(scenario.port(), scenario.connections()).run(requests, source);
        Map<String, Reading> used = new LinkedHashMap<>();
        for (int i = 0; i < before.size(); i++) {
            Meter meter = scenario.meters().get(i);
            used.put(meter.name(), meter.read().since(before.get(i)));
        }
        return new Round(outcome, used);
    }

    private static void requireExpected(Scenario scenario, Outcome outcome) throws IOException {
        Set<Integer> others = new TreeSet<>(outcome.answers().keySet());
        others.remove(scenario.answer());
        long right = outcome.answers().getOrDefault(scenario.answer(), 0L);
        if (!scenario.besides().containsAll(others) || right < outcome.requests() * 0.9) {
            throw new IOException(
                    "%s: answers %s instead of %d: the run is void"
                            .formatted(scenario.name(), outcome.answers(), scenario.answer()));
        }
    }

    /// Processor time of all processes per request, in microseconds.
    double cpuMicros() {
        return used.values().stream().mapToLong(Reading::cpuNanos).sum() / 1e3 / outcome.requests();
    }

    /// Share of one processor that compilers took, all JVMs together.
    double compiling() {
        long millis = used.values().stream().mapToLong(Reading::compileMillis).sum();
        return millis * 1e6 / outcome.nanos();
    }

    /// Requests per second.
    double perSecond() {
        return outcome.perSecond();
    }

    /// Latency that one request in a hundred passes, in milliseconds.
    double p99Ms() {
        return latencyMs(99);
    }

    /// Latency at a percentile, in milliseconds.
    double latencyMs(double percentile) {
        return outcome.latency().getValueAtPercentile(percentile) / 1e6;
    }
}
