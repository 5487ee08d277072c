package dev.fairgate.risk.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.fairgate.risk.http.InvalidRequest;
import dev.fairgate.risk.http.JsonFields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The golden samples of lists and suppressions, and what is not like them.
class ListContractTest {

    private static final Path CONTRACT = Path.of("../docs/contract");
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final OwnNetworks OWN = OwnNetworks.with(List.of("198.51.100.0/24"));
    private static final Entry ENTRY =
            new Entry(
                    Samples.ID,
                    ListName.DENY,
                    Samples.target("prefix", "192.0.2.0/24"),
                    "the attack of 23 November, ticket 4711",
                    "ada",
                    NOW,
                    Optional.of(NOW.plusSeconds(86_400)));
    private static final Suppression SUPPRESSION =
            new Suppression(
                    Samples.ID,
                    Samples.target("prefix", "2001:db8:12::/48"),
                    "crowd",
                    "a hospital behind one address",
                    "ana",
                    NOW,
                    Instant.parse("2026-12-01T00:00:00Z"));

    @Test
    void readsTheGoldenEntryAndAnswersAsTheSampleDoes() {
        assertThat(
                        ListReader.entry(
                                ListName.DENY, body(golden("list-entry-request")), "ada", OWN, NOW))
                .isEqualTo(new Wanted(ENTRY.target(), ENTRY.reason(), ENTRY.expiresAt(), "ada"));
        assertValid("list-entry-request", golden("list-entry-request"));
        assertWritten("list-entry", ListingJson.one(ENTRY));
    }

    @Test
    void listsEntriesAsTheSampleDoes() {
        Entry endless =
                new Entry(
                        "01KAPZ9E05ZYXWVTSRQPNMKJHG",
                        ListName.DENY,
                        Samples.target("account", "mallory"),
                        "sells on what it buys",
                        "ada",
                        NOW.minusMillis(500),
                        Optional.empty());

        assertWritten(
                "list-entries",
                ListingJson.page(new Page<>(List.of(ENTRY, endless), Optional.of(endless.id()))));
    }

    @Test
    void readsTheGoldenSuppressionAndAnswersAsTheSamplesDo() {
        JsonFields body = body(golden("suppression-request"));

        assertThat(ListReader.suppression(body, "ana", NOW))
                .isEqualTo(
                        new Wanted(
                                SUPPRESSION.target(),
                                SUPPRESSION.reason(),
                                Optional.of(SUPPRESSION.expiresAt()),
                                "ana"));
        assertThat(ListReader.code(body, Set.of("crowd"))).isEqualTo("crowd");
        assertValid("suppression-request", golden("suppression-request"));
        assertWritten("suppression", ListingJson.one(SUPPRESSION));
        assertWritten(
                "suppression-list",
                ListingJson.page(new Page<>(List.of(SUPPRESSION), Optional.empty())));
    }

    @Test
    void readsTheDocumentOfAllNodesThatItWrote() {
        Listing listing =
                new Listing(
                        List.of(ENTRY, Samples.entry("allow account alice"), formula()),
                        List.of(SUPPRESSION));

        assertThat(ListingJson.read(ListingJson.write(listing))).isEqualTo(listing);
    }

    /// Whoever opens lists in a spreadsheet does so at his own risk: to us it is text.
    private static Entry formula() {
        return new Entry(
                Samples.ID,
                ListName.ALLOW,
                Samples.target("account", "bob"),
                "=HYPERLINK(\"http://example.org\",\"x\")",
                "ada",
                NOW,
                Optional.empty());
    }

    @Test
    void noticesAnAnswerThatBreaksItsSchema() {
        assertThatThrownBy(
                        () ->
                                assertValid(
                                        "list-entry", golden("list-entry").replace("deny", "grey")))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(
                        () ->
                                assertValid(
                                        "list-entry-request",
                                        "{\"kind\":\"asn\",\"value\":\"1\",\"reason\":\"x\"}"))
                .isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|kind: must be a text",
                "{'kind':'ip','value':'1','reason':'x'}|kind: must be account or device or prefix",
                "{'kind':'account','value':'Alice','reason':'x'}|value: must be 1 to 64 of a-z",
                "{'kind':'account','value':'','reason':'x'}|value: must be 1 to 64 of a-z",
                "{'kind':'account','value':7,'reason':'x'}|value: must be a text",
                "{'kind':'account','value':['a'],'reason':'x'}|value: must be a text",
                "{'kind':'device','value':'d 1','reason':'x'}|value: must be 1 to 64 of A-Z",
                "{'kind':'asn','value':'0','reason':'x','expiresAt':'E'}|value: must be an AS"
                        + " number",
                "{'kind':'asn','value':'as64500','reason':'x','expiresAt':'E'}|value: must be an"
                        + " AS",
                "{'kind':'asn','value':'4294967295','reason':'x','expiresAt':'E'}|value: must be an"
                        + " AS number from 1 to 2147483647",
                "{'kind':'prefix','value':'192.0.2.1/24','reason':'x','expiresAt':'E'}|value: has"
                        + " bits set after its length: the block is 192.0.2.0/24",
                "{'kind':'prefix','value':'10.0.0.0/7','reason':'x','expiresAt':'E'}|value: must"
                        + " have a length from 8 to 32",
                "{'kind':'prefix','value':'127.0.0.1','reason':'x','expiresAt':'E'}|value: overlaps"
                        + " 127.0.0.0/8",
                "{'kind':'prefix','value':'::/16','reason':'x','expiresAt':'E'}|value: overlaps"
                        + " ::1/128",
                "{'kind':'prefix','value':'198.51.0.0/16','reason':'x','expiresAt':'E'}|value:"
                        + " overlaps 198.51.100.0/24",
                "{'kind':'prefix','value':'192.0.2.0/24','reason':'x'}|expiresAt: must be there, at"
                        + " most 90 days ahead",
                "{'kind':'asn','value':'1','reason':'x','expiresAt':null}|expiresAt: must be there",
                "{'kind':'asn','value':'1','reason':'x','expiresAt':'2027-03-01T00:00:00Z'}|expiresAt:"
                        + " must be at most 90 days",
                "{'kind':'account','value':'a','reason':'x','expiresAt':'2026-11-23T09:00:00Z'}|"
                        + "expiresAt: must not be past",
                "{'kind':'account','value':'a','reason':'x','expiresAt':'2026-11-23T09:00:00.0009Z'}|expiresAt:"
                        + " must not be past",
                "{'kind':'account','value':'a','reason':'x','expiresAt':'1970-01-01T00:00:00Z'}|"
                        + "expiresAt: must not be past",
                "{'kind':'account','value':'a','reason':'x','expiresAt':'tomorrow'}|expiresAt: must"
                        + " be an RFC 3339",
                "{'kind':'account','value':'a','reason':'x','expiresAt':1795424400}|expiresAt: must"
                        + " be an RFC 3339",
                "{'kind':'account','value':'a'}|reason: must be a text",
                "{'kind':'account','value':'a','reason':''}|reason: must be 1 to 200",
                "{'kind':'account','value':'a','reason':'  '}|reason: must be 1 to 200",
                "{'kind':'account','value':'a','reason':'a\\u0000b'}|reason: must be 1 to 200",
                "{'kind':'account','value':'a','reason':'a\\nforged'}|reason: must be 1 to 200",
                "{'kind':'account','value':'a','reason':'\\u001b[31m'}|reason: must be 1 to 200",
                "{'kind':'account','value':'a','reason':'a\\u202eb'}|reason: must be 1 to 200",
                "{'kind':'account','value':'a','reason':'a\\u2028b'}|reason: must be 1 to 200",
                "{'kind':'account','value':'a','reason':'\\ud800'}|reason: must be 1 to 200",
                "{'kind':'account','value':'a','reason':'x','list':'deny'}|the request: has only",
                "{'kind':'account','value':'a','reason':'x','owner':'eve'}|the request: has only",
                "{'kind':'account','kind':'asn','value':'1','reason':'x'}|the request: a field",
                "[]|the body must be one JSON object",
            })
    void refusesAnEntryThatBreaksARule(String json, String fault) {
        String text = json.replace('\'', '"').replace("\"E\"", "\"2026-11-24T09:00:00Z\"");

        assertThatThrownBy(() -> ListReader.entry(ListName.DENY, body(text), "ada", OWN, NOW))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageStartingWith(fault);
    }

    @Test
    void refusesAReasonThatIsTooLongAndTakesOneThatIsNot() {
        assertThatThrownBy(() -> reason("x".repeat(201))).isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> reason("x".repeat(1_000_000))).isInstanceOf(InvalidRequest.class);
        assertThat(reason("長".repeat(200)).reason()).hasSize(200);
        assertThat(reason("=1+1; DROP TABLE \"x\" <b>").reason())
                .isEqualTo("=1+1; DROP TABLE \"x\" <b>");
    }

    @Test
    void letsLoopbackBeAllowedAndDeniesWhatIsBesideAProxy() {
        String json =
                "{\"kind\":\"prefix\",\"value\":\"%s\",\"reason\":\"x\",\"expiresAt\":\"2026-11-24T09:00:00Z\"}";

        assertThat(read(ListName.ALLOW, json.formatted("127.0.0.1")).target().value())
                .isEqualTo("127.0.0.1/32");
        assertThat(read(ListName.DENY, json.formatted("198.51.101.0/24")).target().value())
                .isEqualTo("198.51.101.0/24");
        assertThat(read(ListName.ALLOW, json.replace("%s", "2001:DB8::/32")).target().value())
                .isEqualTo("2001:db8::/32");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'kind':'asn','value':'1','code':'crowd','reason':'x','expiresAt':'E'}|kind: must"
                        + " be account or device or prefix",
                "{'kind':'account','value':'a','reason':'x','expiresAt':'E'}|code: must be a text",
                "{'kind':'account','value':'a','code':'Crowd','reason':'x','expiresAt':'E'}|code:"
                        + " must be the code of a rule, or *",
                "{'kind':'account','value':'a','code':'**','reason':'x','expiresAt':'E'}|code: must"
                        + " be the code of a rule, or *",
                "{'kind':'account','value':'a','code':'crowds','reason':'x','expiresAt':'E'}|code:"
                        + " no rule of the policy in force has this code",
                "{'kind':'account','value':'a','code':'crowd','reason':'x'}|expiresAt: must be"
                        + " there, at most 30 days ahead",
                "{'kind':'account','value':'a','code':'crowd','reason':'x','expiresAt':'2026-12-24T09:00:00Z'}|expiresAt:"
                        + " must be at most 30 days",
                "{'kind':'account','value':'a','code':'crowd','reason':'x','expiresAt':'E','id':'1'}|the"
                        + " request: has only",
            })
    void refusesASuppressionThatBreaksARule(String json, String fault) {
        JsonFields body =
                body(json.replace('\'', '"').replace("\"E\"", "\"2026-11-24T09:00:00Z\""));

        assertThatThrownBy(
                        () -> {
                            ListReader.suppression(body, "ana", NOW);
                            ListReader.code(body, Set.of("crowd", "tool"));
                        })
                .isInstanceOf(InvalidRequest.class)
                .hasMessageStartingWith(fault);
    }

    @ParameterizedTest
    @MethodSource("values")
    void findsAValueHoweverItIsSpelled(Map<String, String> parameters, boolean found) {
        MultiValueMap<String, String> all = new LinkedMultiValueMap<>();
        parameters.forEach(all::add);

        assertThat(ListReader.query(all).wants(ENTRY)).isEqualTo(found);
    }

    static Stream<Arguments> values() {
        return Stream.of(
                wanted(true),
                wanted(true, "kind", "prefix"),
                wanted(false, "kind", "account"),
                wanted(true, "value", "192.0.2.0/24"),
                wanted(true, "kind", "prefix", "value", "192.0.2.0/24"),
                wanted(false, "kind", "prefix", "value", "192.0.2.0/25"),
                wanted(false, "value", "192.0.2.0"),
                wanted(false, "value", "%"),
                wanted(true, "cursor", "01KAPZ9E08ZYXWVTSRQPNMKJHG", "limit", "1"),
                wanted(false, "cursor", Samples.ID));
    }

    private static Arguments wanted(boolean found, String... parameters) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            all.put(parameters[i], parameters[i + 1]);
        }
        return Arguments.of(all, found);
    }

    @ParameterizedTest
    @CsvSource({
        "limit,0",
        "limit,201",
        "limit,-1",
        "limit,x",
        "limit,''",
        "cursor,''",
        "cursor,1",
        "kind,''",
        "kind,ip",
        "offset,1",
    })
    void refusesParametersThatBreakARule(String name, String value) {
        MultiValueMap<String, String> all = new LinkedMultiValueMap<>();
        all.add(name, value);

        assertThatThrownBy(() -> ListReader.query(all)).isInstanceOf(InvalidRequest.class);
        all.add("limit", "1");
        all.add("limit", "2");
        assertThatThrownBy(() -> ListReader.query(all)).isInstanceOf(InvalidRequest.class);
    }

    private static Wanted reason(String reason) {
        return read(
                ListName.DENY,
                JsonMapper.shared()
                        .writeValueAsString(
                                Map.of("kind", "account", "value", "a", "reason", reason)));
    }

    private static Wanted read(ListName list, String json) {
        return ListReader.entry(list, body(json), "ada", OWN, NOW);
    }

    private static JsonFields body(String json) {
        return JsonFields.ofBody(json.getBytes(StandardCharsets.UTF_8), Set.of());
    }

    private static void assertWritten(String name, String json) {
        assertThat(tree(json)).isEqualTo(tree(golden(name)));
        assertValid(name, json);
    }

    private static void assertValid(String name, String json) {
        assertThat(
                        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                                .getSchema(
                                        read("schema/" + name + ".schema.json"), InputFormat.JSON)
                                .validate(json, InputFormat.JSON))
                .isEmpty();
    }

    private static String golden(String name) {
        return read(name + ".json");
    }

    private static String read(String file) {
        try {
            return Files.readString(CONTRACT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode tree(String json) {
        return JsonMapper.shared().readTree(json);
    }
}
