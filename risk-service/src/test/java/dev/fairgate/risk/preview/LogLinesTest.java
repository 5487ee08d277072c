package dev.fairgate.risk.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.models.feature.Cells;
import dev.fairgate.risk.list.Listed;
import dev.fairgate.risk.list.Treatment;
import dev.fairgate.risk.log.TimeRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// On the sample of the contract.
class LogLinesTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    @Test
    void knowsHowPeopleWantedABuyerToBeTreated() throws IOException {
        ObjectNode line = sample();
        assertThat(treatment(line))
                .isEqualTo(new Treatment(Listed.NO, List.of("bare-crowd", "silent-crowd")));

        line.remove("suppressed");
        assertThat(treatment(line)).isEqualTo(Treatment.USUAL);

        assertThat(treatment(line.put("listed", "deny")).listed()).isEqualTo(Listed.DENY);
        assertThat(treatment(line.put("listed", "allow")).listed()).isEqualTo(Listed.ALLOW);
    }

    private static Treatment treatment(ObjectNode line) {
        LogLines lines =
                new LogLines(new TimeRange(Instant.EPOCH, Instant.MAX), new Cells(new byte[32]));
        lines.accept(MAPPER.writeValueAsBytes(line));
        assertThat(lines.taken().unreadable).isZero();
        return lines.taken().decisions.getFirst().standing().treatment();
    }

    private static ObjectNode sample() throws IOException {
        String schema =
                Files.readString(Path.of("../docs/contract/schema/decision-record.schema.json"));
        JsonNode examples = MAPPER.readTree(schema).get("examples");
        return (ObjectNode) examples.get(0);
    }
}
