package dev.fairgate.models.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowLookupTest {

    @TempDir private Path folder;

    private Path file;

    @BeforeEach
    void write() throws Exception {
        file = folder.resolve("dataset.parquet");
        try (DuckDatabase database = DuckDatabase.open(folder)) {
            database.run(
                    """
                    COPY (SELECT 'd' || i AS decision_id, make_timestamp_ms(1000 * i) AS "at",
                      i / 3.0 AS a, i::FLOAT AS b FROM range(5) r(i))
                    TO %s (FORMAT parquet)
                    """
                            .formatted(DuckDatabase.file(file)));
        }
    }

    @Test
    void findsTheInputsOfADecision() throws CannotRead {
        assertThat(RowLookup.decision(file, "d2", List.of("b", "a"))).containsExactly(2, 2 / 3.0);
    }

    @Test
    void findsTheDecisionOfARow() throws CannotRead {
        double[] row = RowLookup.decision(file, "d4", List.of("a", "b"));

        assertThat(RowLookup.decisionOf(file, 4_000, List.of("a", "b"), row)).contains("d4");
        assertThat(RowLookup.decisionOf(file, 3_000, List.of("a", "b"), row)).isEmpty();
    }

    @Test
    void saysWhatIsNotThere() {
        assertThatThrownBy(() -> RowLookup.decision(file, "d9' OR 1=1 --", List.of("a")))
                .isInstanceOf(CannotRead.class)
                .hasMessageContaining("has no decision");
        assertThatThrownBy(() -> RowLookup.decision(file, "d1", List.of("c")))
                .isInstanceOf(CannotRead.class)
                .hasMessageContaining("no dataset that the model could read");
        assertThat(RowLookup.decisionOf(folder, 1, List.of("a"), new double[] {1})).isEmpty();
    }
}
