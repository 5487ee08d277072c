package dev.fairgate.risk.label;

import dev.fairgate.risk.http.InvalidRequest;
import dev.fairgate.risk.http.Spelling;
import dev.fairgate.risk.http.UtcTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads the fields of a label, the same ones in JSON and in CSV. Every fault is an
/// [InvalidRequest] that names the field and the rule, never the value.
///
/// @param value of a field by its name, empty where there is none
record LabelFields(Function<String, Optional<String>> value) {

    static final String LABEL = "label";
    static final String SOURCE = "source";
    static final String AT = "at";
    static final String KEYS =
            Stream.of(LabelKey.Kind.values())
                    .map(LabelKey.Kind::field)
                    .collect(Collectors.joining(", "));

    /// Banks take payments back for longer than a year.
    private static final Duration OLDEST = Duration.ofDays(400);

    /// What clocks may differ by.
    private static final Duration AHEAD = Duration.ofMinutes(5);

    /// What it is about, if there is anything.
    Optional<LabelKey> optionalKey() {
        List<LabelKey.Kind> kinds =
                Stream.of(LabelKey.Kind.values())
                        .filter(kind -> value.apply(kind.field()).isPresent())
                        .toList();
        if (kinds.size() > 1) {
            throw new InvalidRequest(KEYS + ": must be one of them only");
        }
        Optional<String> sale = value.apply(LabelKey.SALE_FIELD);
        if (kinds.isEmpty() && sale.isPresent()) {
            throw fault(LabelKey.SALE_FIELD, LabelKey.SALE_RULE);
        }
        return kinds.stream().findFirst().map(kind -> key(kind, sale));
    }

    LabelKey key() {
        return optionalKey().orElseThrow(() -> new InvalidRequest(KEYS + ": must be one of them"));
    }

    private LabelKey key(LabelKey.Kind kind, Optional<String> sale) {
        String name = value.apply(kind.field()).orElseThrow();
        if (!kind.admits(name)) {
            throw fault(kind.field(), kind.rule());
        }
        if (!sale.stream().allMatch(it -> LabelKey.admitsSale(kind, it))) {
            throw fault(LabelKey.SALE_FIELD, LabelKey.SALE_RULE);
        }
        return new LabelKey(kind, name, sale);
    }

    Optional<Label> optionalLabel() {
        return value.apply(LABEL)
                .map(
                        name ->
                                Label.fromWireName(name)
                                        .orElseThrow(() -> fault(LABEL, "must be bot or human")));
    }

    Label label() {
        return optionalLabel().orElseThrow(() -> fault(LABEL, "must be bot or human"));
    }

    Optional<String> optionalSource() {
        Optional<String> source = value.apply(SOURCE);
        if (!source.stream().allMatch(it -> Spelling.isReference(it, Said.LONGEST_SOURCE))) {
            throw sourceFault();
        }
        return source;
    }

    String source() {
        return optionalSource().orElseThrow(LabelFields::sourceFault);
    }

    /// When it came to be known.
    ///
    /// @param now by this node's clock
    Optional<Instant> at(Instant now) {
        return value.apply(AT).map(LabelFields::time).map(at -> within(at, now));
    }

    private static Instant time(String text) {
        try {
            if (UtcTime.isShaped(text)) {
                return UtcTime.parse(text);
            }
        } catch (DateTimeException e) {
            throw fault(AT, "must be a date that exists");
        }
        throw fault(AT, "must be an RFC 3339 time in UTC, such as 2026-11-22T16:00:00Z");
    }

    private static Instant within(Instant at, Instant now) {
        if (at.isBefore(now.minus(OLDEST)) || at.isAfter(now.plus(AHEAD))) {
            throw fault(
                    AT,
                    "must be at most %d days ago and at most %d minutes ahead"
                            .formatted(OLDEST.toDays(), AHEAD.toMinutes()));
        }
        return at;
    }

    private static InvalidRequest sourceFault() {
        return fault(
                SOURCE,
                "must be 1 to " + Said.LONGEST_SOURCE + " of A-Z, a-z, 0-9, _, -, ., : and /");
    }

    private static InvalidRequest fault(String field, String rule) {
        return new InvalidRequest(field + ": " + rule);
    }
}
