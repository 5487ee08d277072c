package dev.fairgate.risk.search;

import dev.fairgate.risk.decision.Disposition;
import dev.fairgate.risk.http.InvalidRequest;
import dev.fairgate.risk.http.Spelling;
import dev.fairgate.risk.log.Prefix;
import dev.fairgate.risk.log.TimeRange;
import dev.fairgate.risk.log.Wanted;
import dev.fairgate.risk.policy.Verdict;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/// Which decisions somebody looks for.
///
/// @param cursor where to go on, with the range
/// @param limit most decisions of a page
/// @param nodeOnly whether only this node's log is wanted, as other nodes ask for it
record SearchQuery(Filter filter, SearchCursor cursor, int limit, boolean nodeOnly) {

    static final int MOST = 200;
    static final Duration LONGEST = Duration.ofDays(31);

    private static final int USUAL = 50;
    private static final Duration USUAL_RANGE = Duration.ofHours(24);

    /// Decisions have the times of whoever asked for them.
    private static final Duration OTHER_CLOCKS = Duration.ofMinutes(5);

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T[0-9:.]{8,18}Z");
    private static final Predicate<String> REASON =
            Pattern.compile("[a-zA-Z0-9_.-]{1,64}").asMatchPredicate();
    private static final Set<String> NAMES =
            Set.of(
                    "account",
                    "prefix",
                    "device",
                    "sale",
                    "verdict",
                    "disposition",
                    "reason",
                    "from",
                    "to",
                    "cursor",
                    "limit",
                    "scope");

    /// What a parameter must look like, and the field of a decision that it is about.
    private enum Equal {
        ACCOUNT("account", "accountId", "must be 1 to 64 of a-z, 0-9, _ and -", Spelling::isId),
        DEVICE(
                "device",
                "deviceId",
                "must be 1 to 64 of A-Z, a-z, 0-9, _ and -",
                Spelling::isDevice),
        SALE("sale", "saleId", "must be 1 to 64 of a-z, 0-9, _ and -", Spelling::isId),
        VERDICT(
                "verdict",
                "verdict",
                "must be allow, challenge or block",
                text -> Stream.of(Verdict.values()).anyMatch(it -> it.wireName().equals(text))),
        DISPOSITION(
                "disposition",
                "disposition",
                "must be proceed, challenge, block, throttle, in-flight or not-eligible",
                text -> Stream.of(Disposition.values()).anyMatch(it -> it.wireName().equals(text))),
        REASON("reason", "code", "must be a code such as address-rate", SearchQuery.REASON);

        private final String parameter;
        private final String field;
        private final String rule;

        @SuppressWarnings("ImmutableEnumChecker") // a function of its text
        private final Predicate<String> admits;

        Equal(String parameter, String field, String rule, Predicate<String> admits) {
            this.parameter = parameter;
            this.field = field;
            this.rule = rule;
            this.admits = admits;
        }
    }

    /// Reads the parameters; every fault is an [InvalidRequest].
    ///
    /// @param now by this node's clock
    static SearchQuery of(MultiValueMap<String, String> all, Instant now) {
        Parameters parameters = new Parameters(all).allowOnly(NAMES);
        Filter filter = filter(parameters);
        return new SearchQuery(
                filter,
                cursor(parameters, filter, now),
                parameters.limit(USUAL, MOST),
                parameters.nodeOnly());
    }

    Wanted wanted() {
        return filter.in(cursor.range());
    }

    /// The address at which another node is asked for the same, of its log only.
    String pathOf(String log) {
        UriComponentsBuilder path =
                UriComponentsBuilder.fromPath(SearchEndpoint.PATH)
                        .queryParam("scope", "node")
                        .queryParam("cursor", cursor.of(log).text())
                        .queryParam("limit", limit);
        filter.parameters().forEach(path::queryParam);
        return path.build().encode().toUriString();
    }

    private static Filter filter(Parameters parameters) {
        SortedMap<String, String> given = new TreeMap<>();
        List<String> texts = new ArrayList<>();
        for (Equal equal : Equal.values()) {
            parameters
                    .one(equal.parameter)
                    .ifPresent(
                            value -> {
                                if (!equal.admits.test(value)) {
                                    throw new InvalidRequest(equal.parameter + ": " + equal.rule);
                                }
                                given.put(equal.parameter, value);
                                texts.add(Wanted.field(equal.field, value));
                            });
        }
        Optional<Prefix> prefix = parameters.one("prefix").map(SearchQuery::prefix);
        prefix.ifPresent(it -> given.put("prefix", it.text()));
        return new Filter(given, texts, prefix);
    }

    private static Prefix prefix(String text) {
        return Prefix.parse(text)
                .orElseThrow(
                        () ->
                                new InvalidRequest(
                                        "prefix: must be a network such as 192.0.2.0/24, of /32,"
                                                + " /24 or /20, or of IPv6 /64, /56 or /48: the"
                                                + " log has no others"));
    }

    private static SearchCursor cursor(Parameters parameters, Filter filter, Instant now) {
        Optional<Instant> from = parameters.one("from").map(text -> time("from", text));
        Optional<Instant> to = parameters.one("to").map(text -> time("to", text));
        Optional<SearchCursor> cursor = parameters.one("cursor").map(SearchQuery::cursor);
        if (cursor.isEmpty()) {
            return SearchCursor.start(range(from, to, now), filter.digest());
        }
        TimeRange range = cursor.get().range();
        if (!cursor.get().digest().equals(filter.digest())
                || from.filter(it -> !it.equals(range.from())).isPresent()
                || to.filter(it -> !it.equals(range.to())).isPresent()) {
            throw new InvalidRequest("cursor: is of another search; send the same filters with it");
        }
        return cursor.get();
    }

    private static SearchCursor cursor(String text) {
        return SearchCursor.parse(text)
                .filter(it -> !isTooLong(it.range()))
                .orElseThrow(() -> new InvalidRequest("cursor: must be a `next` of this call"));
    }

    private static TimeRange range(Optional<Instant> from, Optional<Instant> to, Instant now) {
        Instant end = to.orElseGet(() -> now.plus(OTHER_CLOCKS).truncatedTo(ChronoUnit.MILLIS));
        Instant begin =
                from.orElseGet(
                        () -> to.orElse(now).minus(USUAL_RANGE).truncatedTo(ChronoUnit.MILLIS));
        if (!begin.isBefore(end)) {
            throw new InvalidRequest("from: must be before to");
        }
        TimeRange range = new TimeRange(begin, end);
        if (isTooLong(range)) {
            throw new InvalidRequest(
                    "from, to: may be at most " + LONGEST.toDays() + " days apart");
        }
        return range;
    }

    private static boolean isTooLong(TimeRange range) {
        return Duration.between(range.from(), range.to()).compareTo(LONGEST.plus(OTHER_CLOCKS)) > 0;
    }

    private static Instant time(String name, String text) {
        try {
            if (TIME.matcher(text).matches()) {
                Instant time = Instant.parse(text).truncatedTo(ChronoUnit.MILLIS);
                if (!time.isBefore(Instant.EPOCH)) {
                    return time;
                }
            }
        } catch (DateTimeException e) {
            // Such as the 31st of February: said below.
        }
        throw new InvalidRequest(name + ": must be a time such as 2026-11-22T16:00:00Z");
    }
}
