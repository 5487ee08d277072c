package dev.fairgate.models.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fairgate.models.table.TableReader.Options;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableReaderParquetTest {

    @TempDir Path folder;

    private Path file = Path.of("");
    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("t.parquet");
    }

    @Test
    void takesEveryKindOfNumber() throws Exception {
        write(
                "SELECT 1::TINYINT a, 2::BIGINT b, 2.5::DECIMAL(10, 2) c, 3::HUGEINT d,"
                        + " 0.5::FLOAT e, true f, 'x' g, TIMESTAMP '2026-01-01' h, [1] i,"
                        + " 'nan'::DOUBLE j, true AS label");
        Table table = TableReader.read(file, Options.standard(), said::add);
        assertThat(table.inputs()).containsExactly("a", "b", "c", "d", "e", "f");
        assertThat(table.row(0)).containsExactly(1, 2, 2.5, 3, 0.5, 1);
        assertThat(said)
                .containsExactly(
                        "Column 'g' is left out: it has texts.",
                        "Column 'h' is left out: it has times.",
                        "Column 'i' is left out: it has neither numbers nor texts.",
                        "Column 'j' is left out: it has no value.");
    }

    @Test
    void takesEveryKindOfTime() throws Exception {
        for (String time :
                List.of(
                        "TIMESTAMP '2026-01-01 00:00:01'",
                        "TIMESTAMP_MS '2026-01-01 00:00:01'",
                        "TIMESTAMP_NS '2026-01-01 00:00:01'",
                        "TIMESTAMPTZ '2026-01-01 02:00:01+02'",
                        "1767225601::BIGINT",
                        "1767225601000::BIGINT",
                        "1767225601.0::DOUBLE",
                        "'2026-01-01T01:00:01+01:00'")) {
            write("SELECT %s AS at_time, 1 AS x, 0 AS label".formatted(time));
            Table table = TableReader.read(file, Options.standard().withTime("at_time", null));
            assertThat(table.atMs()).as(time).containsExactly(1_767_225_601_000L);
        }
    }

    @Test
    void keepsTheOrderOfTheFileWhereTimesAreTheSame() throws Exception {
        write(
                "SELECT i AS x, i % 3 AS at_time, i % 2 AS label, i % 5 AS who"
                        + " FROM range(300000) t(i)");
        Options options = Options.standard().withTime("at_time", null).withEntity("who");
        Table table = TableReader.read(file, options);
        double[] x = table.columns()[0];
        for (int i = 0; i < x.length; i++) {
            assertThat(x[i]).isEqualTo(i % 100_000 * 3 + i / 100_000);
        }
        assertThat(table.entity()[1]).isEqualTo(3);
    }

    @Test
    void keepsTheOrderOfTheFileWhereLabelsAreJoined() throws Exception {
        write("SELECT i AS id, i * 10 AS x FROM range(200000) t(i)");
        StringBuilder labels = new StringBuilder("id,label\n");
        for (int i = 199_999; i >= 0; i--) {
            labels.append(i).append(i % 7 == 0 ? ",bot\n" : ",human\n");
        }
        Path csv = Files.writeString(folder.resolve("l.csv"), labels);
        Table table = TableReader.read(file, Options.standard().withLabels(csv, "id"));
        for (int i = 0; i < table.rows(); i++) {
            assertThat(table.columns()[0][i]).isEqualTo(10.0 * i);
            assertThat(table.isBot()[i]).isEqualTo(i % 7 == 0);
        }
    }

    @Test
    void refusesTooManyRowsBeforeItTakesThem() throws Exception {
        write("SELECT 1::TINYINT AS x, 0::TINYINT AS label FROM range(10000001)");
        assertThatExceptionOfType(CannotRead.class)
                .isThrownBy(() -> TableReader.read(file, Options.standard()))
                .withMessageContaining("10,000,001 labelled rows, more than the 10,000,000");
    }

    private void write(String select) throws Exception {
        try (DuckDatabase database = DuckDatabase.open(folder)) {
            database.run(
                    "COPY (%s) TO %s (FORMAT parquet)"
                            .formatted(select, DuckDatabase.text(file.toString())));
        }
    }
}
