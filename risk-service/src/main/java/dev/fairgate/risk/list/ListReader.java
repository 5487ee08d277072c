package dev.fairgate.risk.list;

import dev.fairgate.risk.http.InvalidRequest;
import dev.fairgate.risk.http.JsonFields;
import dev.fairgate.risk.http.Spelling;
import dev.fairgate.risk.list.Target.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.MultiValueMap;

/// Reads what is to be listed or suppressed out of JSON, and questions out of query parameters;
/// every fault is an [InvalidRequest].
final class ListReader {

    /// Addresses and systems change hands: nobody should have to remember what is listed.
    static final Duration LONGEST_FOR_NETWORKS = Duration.ofDays(90);

    static final Duration LONGEST_SUPPRESSION = Duration.ofDays(30);

    private static final int LONGEST_REASON = 200;

    /// More than any block or id has.
    private static final int LONGEST_VALUE = 64;

    private static final int USUAL = 50;
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{0,39}|\\*");
    private static final Set<String> PARAMETERS = Set.of("kind", "value", "cursor", "limit");

    private ListReader() {}

    /// What is to be on a list.
    ///
    /// @param own networks that nobody may deny
    /// @param now by this node's clock
    static Wanted entry(ListName list, JsonFields body, String by, OwnNetworks own, Instant now) {
        body.allowOnly("kind", "value", "reason", "expiresAt");
        Target target = target(body, List.of(Kind.values()));
        Optional<Instant> expiresAt = body.value("expiresAt").map(_ -> body.time("expiresAt"));
        if (target.kind().isNetwork()) {
            requireWithin(body, expiresAt, now, LONGEST_FOR_NETWORKS);
        } else if (expiresAt.isPresent()) {
            requireAfter(body, expiresAt.get(), now);
        }
        if (list == ListName.DENY) {
            own.oneIn(target)
                    .ifPresent(
                            block -> {
                                throw body.fault(
                                        "value",
                                        "overlaps %s, from where this system's own machines and"
                                                        .formatted(block.text())
                                                + " proxies come: everybody might be refused");
                            });
        }
        return new Wanted(target, reason(body), expiresAt.map(ListReader::toMillis), by);
    }

    /// For whom a rule is to be suppressed; its code is a field of its own.
    static Wanted suppression(JsonFields body, String by, Instant now) {
        body.allowOnly("kind", "value", "code", "reason", "expiresAt");
        Target target = target(body, List.of(Kind.ACCOUNT, Kind.DEVICE, Kind.PREFIX));
        Optional<Instant> expiresAt = body.value("expiresAt").map(_ -> body.time("expiresAt"));
        requireWithin(body, expiresAt, now, LONGEST_SUPPRESSION);
        return new Wanted(target, reason(body), expiresAt.map(ListReader::toMillis), by);
    }

    /// The code of a rule that is to be suppressed.
    ///
    /// @param rules the codes of all rules of the policy
    static String code(JsonFields body, Set<String> rules) {
        String code = body.text("code", LONGEST_VALUE);
        if (!CODE.matcher(code).matches()) {
            throw body.fault("code", "must be the code of a rule, or *");
        }
        if (!code.equals(Treatment.EVERY) && !rules.contains(code)) {
            throw body.fault("code", "no rule of the policy in force has this code");
        }
        return code;
    }

    /// Which items are wanted.
    static ListQuery query(MultiValueMap<String, String> parameters) {
        if (!PARAMETERS.containsAll(parameters.keySet())) {
            throw new InvalidRequest("the query: has only cursor, kind, limit and value");
        }
        Optional<Kind> kind = parameter(parameters, "kind").map(ListReader::kind);
        return new ListQuery(
                kind,
                parameter(parameters, "value").map(value -> targets(kind, value)),
                parameter(parameters, "cursor").map(ListReader::cursor),
                parameter(parameters, "limit").map(ListReader::limit).orElse(USUAL));
    }

    private static Target target(JsonFields body, List<Kind> kinds) {
        Kind kind =
                Kind.fromWireName(body.text("kind", LONGEST_VALUE))
                        .filter(kinds::contains)
                        .orElseThrow(() -> body.fault("kind", "must be " + names(kinds)));
        return switch (Target.read(kind, body.text("value", LONGEST_VALUE))) {
            case Target target -> target;
            case Reading.Fault<Target>(String rule) -> throw body.fault("value", rule);
        };
    }

    private static String names(List<Kind> kinds) {
        return kinds.stream().map(Kind::wireName).collect(Collectors.joining(" or "));
    }

    private static String reason(JsonFields body) {
        String reason = body.text("reason", LONGEST_REASON);
        if (reason.isBlank() || !reason.codePoints().allMatch(ListReader::isVisible)) {
            throw body.fault(
                    "reason",
                    "must be 1 to %d characters, none of them a control or format character"
                            .formatted(LONGEST_REASON));
        }
        return reason;
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED ->
                    false;
            default -> true;
        };
    }

    private static void requireWithin(
            JsonFields body, Optional<Instant> expiresAt, Instant now, Duration longest) {
        Instant at =
                expiresAt.orElseThrow(
                        () ->
                                body.fault(
                                        "expiresAt",
                                        "must be there, at most %d days ahead"
                                                .formatted(longest.toDays())));
        requireAfter(body, at, now);
        if (at.isAfter(now.plus(longest))) {
            throw body.fault(
                    "expiresAt", "must be at most %d days ahead".formatted(longest.toDays()));
        }
    }

    private static void requireAfter(JsonFields body, Instant at, Instant now) {
        if (!toMillis(at).isAfter(now)) {
            throw body.fault("expiresAt", "must not be past");
        }
    }

    private static Instant toMillis(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }

    private static Optional<String> parameter(
            MultiValueMap<String, String> parameters, String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new InvalidRequest(name + ": must be there at most once");
        }
        return values.stream().findFirst();
    }

    private static Kind kind(String name) {
        return Kind.fromWireName(name)
                .orElseThrow(
                        () -> new InvalidRequest("kind: must be " + names(List.of(Kind.values()))));
    }

    /// Whom a value may stand for: `alice` is an account and a device.
    private static Set<Target> targets(Optional<Kind> wanted, String value) {
        return wanted.map(Stream::of)
                .orElseGet(() -> Stream.of(Kind.values()))
                .map(kind -> Target.read(kind, value))
                .filter(Target.class::isInstance)
                .map(Target.class::cast)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String cursor(String text) {
        if (!Spelling.isUlid(text)) {
            throw new InvalidRequest("cursor: must be a `next` of this call");
        }
        return text;
    }

    private static int limit(String text) {
        int limit = text.matches("[1-9]\\d{0,2}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > ListQuery.MOST) {
            throw new InvalidRequest("limit: must be from 1 to " + ListQuery.MOST);
        }
        return limit;
    }
}
