package dev.fairgate.risk.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.fairgate.risk.http.InvalidRequest;
import dev.fairgate.risk.log.LogPosition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/// What callers send and what they get back to send again.
class ExportQueryTest {

    private static final String A = "0123456789ab.20261122T160000Z-000001.4711";
    private static final String B = "fedcba987654.20261122T150000Z-000009.812";

    @Test
    void takesEverythingWithoutParameters() {
        ExportQuery query = query("");

        assertThat(query.range().from()).isEqualTo(Instant.EPOCH);
        assertThat(query.range().to()).isAfter(Instant.parse("9000-01-01T00:00:00Z"));
        assertThat(query.cursor()).isEqualTo(Cursor.START);
        assertThat(query.limit()).isEqualTo(100_000);
        assertThat(query.nodeOnly()).isFalse();
    }

    @Test
    void asksAnotherNodeForTheSame() {
        ExportQuery query =
                query(
                        "from=2026-11-22T16:00:00Z&to=2026-11-22T17:00:00.5Z&limit=7&cursor="
                                + A
                                + "~"
                                + B);

        String path = query.path(new Cursor(query.cursor().positions().tailMap("f")), 3);

        assertThat(path).startsWith("/api/v1/decisions/export?scope=node&");
        ExportQuery asked = query(path.substring(path.indexOf('?') + 1));
        assertThat(asked)
                .isEqualTo(new ExportQuery(query.range(), Cursor.parse(B).orElseThrow(), 3, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=yesterday",
                "from=2026-11-22",
                "from=2026-02-31T00:00:00Z",
                "from=2026-11-22T16:00:00%2B01:00",
                "from=%2B1000000-01-01T00:00:00Z",
                "from=",
                "from=2026-11-22T16:00:00Z&to=2026-11-22T16:00:00Z",
                "from=2026-11-22T16:00:00Z&from=2026-11-22T16:00:00Z",
                "limit=0",
                "limit=-1",
                "limit=1.0",
                "limit=100001",
                "limit=99999999999999999999",
                "scope=all",
                "cursor=",
                "cursor=end",
                "cursor=0123456789ab",
                "cursor=0123456789ab.20261122T160000Z-000001.-1",
                "cursor=0123456789AB.20261122T160000Z-000001.1",
                "cursor=../../etc.20261122T160000Z-000001.1",
                "cursor=" + A + "~" + A,
                "cursor=" + A + "~",
                "form=2026-11-22T16:00:00Z",
            })
    void refusesWhatBreaksARule(String parameters) {
        assertThatThrownBy(() -> query(parameters)).isInstanceOf(InvalidRequest.class);
    }

    @Test
    void refusesMoreNodesThanThereAre() {
        StringBuilder cursor = new StringBuilder("cursor=");
        for (int i = 0; i < 65; i++) {
            cursor.append(i == 0 ? "" : "~").append("%012x.20261122T160000Z-000001.1".formatted(i));
        }

        assertThatThrownBy(() -> query(cursor.toString())).isInstanceOf(InvalidRequest.class);
    }

    @Test
    void goesOnInOneLogAndLeavesTheOthersWhereTheyAre() {
        Cursor cursor = Cursor.parse(A + "~" + B).orElseThrow();
        LogPosition later = new LogPosition("20261122T170000Z-000002", 5);

        assertThat(cursor.with("0123456789ab", later).text())
                .isEqualTo("0123456789ab.20261122T170000Z-000002.5~" + B);
        assertThat(cursor.with("0123456789ab", LogPosition.START)).isEqualTo(cursor);
        assertThat(cursor.of("000000000000")).isEqualTo(LogPosition.START);
    }

    @Test
    void writesTheSampleOfItsMark() throws IOException {
        Mark mark =
                new Mark(Cursor.parse(A + "~" + B).orElseThrow(), false, Set.of("fedcba987654"));
        String line = new String(mark.line(), StandardCharsets.US_ASCII);

        assertThat(JsonMapper.shared().readTree(line))
                .isEqualTo(JsonMapper.shared().readTree(contract("assessment-export-mark.json")));
        assertThat(line).endsWith("}\n").doesNotContain("\n{");
        assertThat(Mark.isOne(line)).isTrue();
        assertThat(Mark.isOne("{\"v\":2,\"gap\":1}")).isFalse();
        assertThat(Mark.parse(line).orElseThrow().next()).isEqualTo(mark.next());
        assertThat(Mark.parse("{\"v\":2,\"next\":")).isEmpty();
        String start =
                new String(
                        new Mark(Cursor.START, true, Set.of()).line(), StandardCharsets.US_ASCII);
        assertThat(
                        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                                .getSchema(
                                        contract("schema/assessment-export-mark.schema.json"),
                                        InputFormat.JSON)
                                .validate(start, InputFormat.JSON))
                .isEmpty();
    }

    private static ExportQuery query(String parameters) {
        return ExportQuery.of(
                UriComponentsBuilder.fromUriString("/?" + parameters.replace("%2B", "+"))
                        .build()
                        .getQueryParams());
    }

    private static String contract(String name) throws IOException {
        return Files.readString(Path.of("../docs/contract").resolve(name));
    }
}
