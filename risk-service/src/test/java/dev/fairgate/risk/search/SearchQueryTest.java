package dev.fairgate.risk.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairgate.risk.http.InvalidRequest;
import dev.fairgate.risk.log.LogPosition;
import dev.fairgate.risk.log.Prefix;
import dev.fairgate.risk.log.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/// What may be asked, and cursors.
class SearchQueryTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final LogPosition PLACE =
            LogPosition.parse("20261122T160000Z-000001.4711").orElseThrow();

    @Test
    void looksAtTheLastDayUnlessToldOtherwise() {
        SearchQuery query = query("");

        assertThat(query.limit()).isEqualTo(50);
        assertThat(query.nodeOnly()).isFalse();
        assertThat(query.cursor().range().from()).isEqualTo(NOW.minus(Duration.ofHours(24)));
        assertThat(query.cursor().range().to()).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
        assertThat(query("to=2026-11-20T00:00:00Z").cursor().range())
                .isEqualTo(range("2026-11-19T00:00:00Z", "2026-11-20T00:00:00Z"));
        assertThat(query("from=2026-10-24T00:00:00Z").cursor().range().from())
                .isEqualTo("2026-10-24T00:00:00Z");
    }

    @Test
    void looksForTheTextsOfAllFilters() {
        SearchQuery query =
                query(
                        "account=alice&device=D-1&sale=demo&verdict=block&disposition=in-flight"
                                + "&reason=address-rate&prefix=192.0.2.77/24");

        assertThat(query.filter().texts())
                .containsExactly(
                        "\"accountId\":\"alice\"",
                        "\"deviceId\":\"D-1\"",
                        "\"saleId\":\"demo\"",
                        "\"verdict\":\"block\"",
                        "\"disposition\":\"in-flight\"",
                        "\"code\":\"address-rate\"");
        assertThat(query.filter().prefix().map(Prefix::text)).contains("192.0.2.0/24");
    }

    @Test
    void goesOnInTheRangeOfItsFirstPage() {
        SearchQuery first = query("account=alice");
        String cursor = first.cursor().with(Map.of("0123456789ab", PLACE)).text();

        SearchQuery later = SearchQuery.of(parameters("account=alice&cursor=" + cursor), later());

        assertThat(later.cursor().range()).isEqualTo(first.cursor().range());
        assertThat(later.cursor().before()).containsOnly(Map.entry("0123456789ab", PLACE));
        assertThat(later.pathOf("0123456789ab"))
                .isEqualTo(
                        "/api/v1/decisions?scope=node&cursor="
                                + cursor
                                + "&limit=50&account=alice");
        assertThat(later.pathOf("ffffffffffff")).doesNotContain("0123456789ab");
    }

    @Test
    void asksAnotherNodeForTheSame() {
        SearchQuery query = query("prefix=2001:db8::1/48&verdict=allow&limit=7");

        SearchQuery there =
                SearchQuery.of(
                        UriComponentsBuilder.fromUriString(query.pathOf("0123456789ab"))
                                .build()
                                .getQueryParams(),
                        later());

        assertThat(there.nodeOnly()).isTrue();
        assertThat(there.limit()).isEqualTo(7);
        assertThat(there.cursor()).isEqualTo(query.cursor());
        assertThat(there.filter().prefix().map(Prefix::text)).contains("2001:db8:0:0:0:0:0:0/48");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "account=bob",
                "account=alice&verdict=allow",
                "account=alice&from=2026-11-23T00:00:00Z",
                "account=alice&to=2026-11-23T00:00:00Z",
                ""
            })
    void refusesACursorOfAnotherSearch(String parameters) {
        String cursor = query("account=alice").cursor().text();

        assertThatThrownBy(() -> query(parameters + "&cursor=" + cursor))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageStartingWith("cursor: is of another search");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "account=Alice|account: must be 1 to 64",
                "account=|account: must be 1 to 64",
                "account=a&account=b|account: must be there at most once",
                "account=a%22|account: must be 1 to 64",
                "device=d d|device: must be 1 to 64",
                "sale=../x|sale: must be 1 to 64",
                "verdict=deny|verdict: must be allow, challenge or block",
                "verdict=ALLOW|verdict: must be",
                "disposition=in_flight|disposition: must be proceed",
                "reason=a b|reason: must be a code",
                "prefix=192.0.2.0|prefix: must be a network",
                "prefix=192.0.2.0/16|prefix: must be a network",
                "prefix=192.0.2.0/0|prefix: must be a network",
                "prefix=192.0.2.0/25|prefix: must be a network",
                "prefix=192.0.2.0/64|prefix: must be a network",
                "prefix=2001:db8::/32|prefix: must be a network",
                "prefix=2001:db8::/128|prefix: must be a network",
                "prefix=example.org/24|prefix: must be a network",
                "prefix=192.0.2.1.2/24|prefix: must be a network",
                "from=yesterday|from: must be a time",
                "from=2026-02-31T00:00:00Z|from: must be a time",
                "to=1969-12-31T23:59:59Z|to: must be a time",
                "from=2026-11-23T00:00:00Z&to=2026-11-23T00:00:00Z|from: must be before to",
                "from=2026-10-01T00:00:00Z|from, to: may be at most 31 days apart",
                "from=2026-10-01T00:00:00Z&to=2026-11-02T00:00:00Z|from, to: may be at most",
                "limit=0|limit: must be from 1 to 200",
                "limit=201|limit: must be from 1 to 200",
                "limit=ten|limit: must be from 1 to 200",
                "scope=all|scope: must be node",
                "cursor=start|cursor: must be a `next`",
                "cursor=1.2|cursor: must be a `next`",
                "cursor=2.1.0123abcd|cursor: must be a `next`",
                "cursor=1.2.0123abcd~x|cursor: must be a `next`",
                "cursor=1.99999999999999.0123abcd|cursor: must be a `next`",
                "order=asc|the query: has only account",
            })
    void refusesWhatBreaksARule(String parameters, String fault) {
        assertThatThrownBy(() -> query(parameters))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageStartingWith(fault);
    }

    @Test
    void boundsCursors() {
        SearchCursor cursor =
                SearchCursor.start(
                        range("2026-11-22T00:00:00Z", "2026-11-23T00:00:00Z"), "0123abcd");
        String many =
                IntStream.range(0, 64)
                        .mapToObj(i -> "~%012x.%s".formatted(i, PLACE.text()))
                        .collect(Collectors.joining());

        assertThat(SearchCursor.parse(cursor.text() + many)).isPresent();
        assertThat(SearchCursor.parse(cursor.text() + many + "~ffffffffffff." + PLACE.text()))
                .isEmpty();
        assertThat(SearchCursor.parse(cursor.text() + many.repeat(2))).isEmpty();
        assertThat(SearchCursor.parse(cursor.text())).isEqualTo(Optional.of(cursor));
        assertThat(SearchCursor.parse(cursor.text() + "~")).isEmpty();
    }

    private static SearchQuery query(String parameters) {
        return SearchQuery.of(parameters(parameters), NOW);
    }

    private static Instant later() {
        return NOW.plus(Duration.ofHours(3));
    }

    private static MultiValueMap<String, String> parameters(String text) {
        return UriComponentsBuilder.fromUriString("/?" + text.replaceFirst("^&", ""))
                .build()
                .getQueryParams();
    }

    private static TimeRange range(String from, String to) {
        return new TimeRange(Instant.parse(from), Instant.parse(to));
    }
}
