package dev.fairgate.benchmarks.arena.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.benchmarks.arena.report.JsonReport.Bounded;
import dev.fairgate.benchmarks.arena.report.JsonReport.Document;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class JsonReportTest {

    private static final List<Contest> CONTESTS =
            List.of(Samples.RENTED, Samples.again("burst", 8, Samples.RENTED), Samples.EMPTY);

    @Test
    void readsBackAsWhatItWas() {
        Document document = read();
        assertThat(document.contests()).isEqualTo(CONTESTS);
        assertThat(document.summary().guarded().unitsOfPeople()).isEqualTo(582);
        assertThat(document.scenarios().getLast().guarded().soldOutSeconds())
                .isEqualTo(OptionalDouble.empty());
        assertThat(document.scenarios().getLast().guarded().centsPerUnit()).isEmpty();
    }

    @Test
    void saysThatPeopleAreSimulatedAndWhatWasMeasuredWhere() {
        JsonNode json = JsonReport.MAPPER.readTree(JsonReport.of(CONTESTS, "0a1b2c"));
        assertThat(json.at("/people").asString()).isEqualTo("simulated");
        assertThat(json.at("/format").asInt()).isEqualTo(1);
        assertThat(json.at("/commit").asString()).isEqualTo("0a1b2c");
        assertThat(json.at("/machine/processors").asInt()).isPositive();
        assertThat(json.at("/contests/0/at").asString()).isEqualTo("2026-11-03T10:00:00Z");
        assertThat(json.at("/contests/0/guarded/timeline/0").toString())
                .isEqualTo("[-2000,[0,0,0,6,0],[0,0,0,40,0]]");
    }

    @Test
    void givesSharesWithTheirBounds() {
        Document document = read();
        Wilson refused = Wilson.of(0, 1_200);
        assertThat(document.summary().guarded().harms())
                .containsOnlyKeys("refused", "challenged", "tooLate", "gaveUp")
                .containsEntry("refused", new Bounded(0, 1_200, 0, 0, refused.high()));
        Wilson nat = Wilson.of(5, 120);
        assertThat(document.scenarios().getFirst().guarded().slices().get("carrier NAT"))
                .containsEntry(
                        "challenged", new Bounded(5, 120, nat.share(), nat.low(), nat.high()));
        assertThat(document.scenarios())
                .extracting(it -> it.guarded().shareOfPeople())
                .containsExactly(0.97, 0.97, 0.0);
    }

    private static Document read() {
        return JsonReport.MAPPER.readValue(JsonReport.of(CONTESTS, "0a1b2c"), Document.class);
    }
}
