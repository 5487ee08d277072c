package dev.fairgate.benchmarks.arena.report;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.fairgate.benchmarks.Machine;
import dev.fairgate.benchmarks.arena.report.Play.Answers;
import dev.fairgate.benchmarks.arena.report.Play.Latency;
import dev.fairgate.benchmarks.arena.report.Play.Moment;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Contests as JSON, to compare versions by.
///
/// | field | what it is |
/// |---|---|
/// | `format` | 1; it rises when a field changes its meaning or goes |
/// | `people` | always `simulated` |
/// | `commit`, `machine` | what was built, and what it ran on |
/// | `summary` | all contests pooled: a [Summary] |
/// | `scenarios` | a [Summary] for each scenario |
/// | `contests` | every contest with all its numbers, as [Contest] and [Play] name them |
///
/// A step of a timeline is `[atMs, people, bots]`, the last two each `[units, challenged, refused,
/// unavailable, failed]`.
final class JsonReport {

    private static final int FORMAT = 1;

    /// Reads what it writes.
    static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .addMixIn(Moment.class, Row.class)
                    .addMixIn(Answers.class, Row.class)
                    .build();

    /// Values alone, in the order of the record's components: a timeline has hundreds of steps.
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    private interface Row {}

    private JsonReport() {}

    /// The whole file.
    record Document(
            int format,
            String people,
            String commit,
            Map<String, Object> machine,
            Summary summary,
            List<Summary> scenarios,
            List<Contest> contests) {}

    /// Contests pooled.
    ///
    /// @param scenario its name, or how many there are
    /// @param seeds one for each contest
    record Summary(String scenario, List<Long> seeds, Side guarded, Side unguarded) {}

    /// One side of them.
    ///
    /// @param allocation units that there were
    /// @param shareOfPeople people's units by all units, between 0 and 1
    /// @param soldOutSeconds of the median sale; null when that one had units left
    /// @param harms by `refused`, `challenged`, `tooLate`, `gaveUp`, of all people
    /// @param slices the same by slice
    /// @param centsPerUnit what bots paid for a unit; null when they got none
    /// @param latency of purchases, the worst sale's times
    record Side(
            int allocation,
            int unitsOfPeople,
            int unitsOfBots,
            double shareOfPeople,
            OptionalDouble soldOutSeconds,
            Map<String, Bounded> harms,
            Map<String, Map<String, Bounded>> slices,
            OptionalDouble centsPerUnit,
            Latency latency) {}

    /// A share with its 95 % Wilson bounds, each between 0 and 1.
    record Bounded(long count, long total, double share, double low, double high) {

        private static Bounded of(Wilson share) {
            return new Bounded(
                    share.count(), share.total(), share.share(), share.low(), share.high());
        }
    }

    static String of(List<Contest> contests, String commit) {
        return MAPPER.writeValueAsString(
                new Document(
                        FORMAT,
                        "simulated",
                        commit,
                        Machine.facts(),
                        summary(new Findings(contests)),
                        Findings.byScenario(contests).stream().map(JsonReport::summary).toList(),
                        contests));
    }

    private static Summary summary(Findings findings) {
        return new Summary(
                findings.scenario(),
                findings.contests().stream().map(Contest::seed).toList(),
                side(findings.guarded()),
                side(findings.unguarded()));
    }

    private static Side side(Pool pool) {
        Map<String, Map<String, Bounded>> slices = new LinkedHashMap<>();
        pool.slices().forEach(slice -> slices.put(slice.name(), harms(harm -> harm.of(slice))));
        return new Side(
                pool.allocation(),
                pool.unitsOfPeople(),
                pool.unitsOfBots(),
                pool.shareOfPeople(),
                pool.soldOutSeconds(),
                harms(pool::of),
                slices,
                pool.centsPerUnit(),
                pool.latency());
    }

    private static Map<String, Bounded> harms(Function<Harm, Wilson> shares) {
        Map<String, Bounded> harms = new LinkedHashMap<>();
        Arrays.stream(Harm.values())
                .forEach(it -> harms.put(it.field(), Bounded.of(shares.apply(it))));
        return harms;
    }
}
