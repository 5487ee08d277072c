package dev.fairgate.risk.log;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Which lines of a log somebody looks for. They are told by texts in them, such as
/// `"accountId":"alice"`: no value within a line can look like one, as its quotes would have a
/// backslash, and no line has to be parsed that is not wanted.
///
/// @param range of their times
/// @param all texts that a line must have
/// @param also what else must hold of it
/// @param prefix network that its address must be in
/// @param decisionsOnly whether events are left out
public record Wanted(
        TimeRange range,
        List<String> all,
        Predicate<String> also,
        Optional<Prefix> prefix,
        boolean decisionsOnly) {

    private static final String DECISION = "\"decidedAt\":\"";

    /// Takes a copy.
    public Wanted {
        all = List.copyOf(all);
    }

    /// Decisions that have all of some texts.
    public static Wanted decisions(TimeRange range, List<String> all, Optional<Prefix> prefix) {
        return new Wanted(range, all, _ -> true, prefix, true);
    }

    /// Decisions of which something holds.
    public static Wanted decisions(TimeRange range, Predicate<String> also) {
        return new Wanted(range, List.of(), also, Optional.empty(), true);
    }

    /// All lines that have one of some texts.
    public static Wanted lines(TimeRange range, List<String> any) {
        List<String> texts = List.copyOf(any);
        return new Wanted(
                range,
                List.of(),
                line -> texts.stream().anyMatch(line::contains),
                Optional.empty(),
                false);
    }

    /// A field with a text, as lines have it.
    public static String field(String name, String value) {
        return "\"" + name + "\":\"" + value + "\"";
    }

    /// The same in an epoch: its network has become a text.
    Wanted under(Pseudonyms names) {
        return prefix.map(
                        it ->
                                new Wanted(
                                        range,
                                        Stream.concat(Stream.of(it.inLine(names)), all.stream())
                                                .toList(),
                                        also,
                                        Optional.empty(),
                                        decisionsOnly))
                .orElse(this);
    }

    boolean matches(String line) {
        return (!decisionsOnly || line.contains(DECISION))
                && all.stream().allMatch(line::contains)
                && also.test(line)
                && RangeFilter.timeOf(line).filter(range::contains).isPresent();
    }
}
