package dev.fairgate.models.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fairgate.models.table.TableReader.Options;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableReaderTest {

    @TempDir Path folder;

    private final List<String> said = new ArrayList<>();

    @Test
    void readsNumbersLabelsTimesAndEntitiesInTheOrderOfTime() throws Exception {
        Path csv =
                file(
                        "t.csv",
                        """
                        who,when,clicks,share,vip,label
                        b,2026-01-02T00:00:00Z,2,0.5,true,bot
                        a,2026-01-01T00:00:00Z,1,0.25,false,human
                        b,2026-01-02T00:00:00Z,3,0.75,false,1
                        """);
        Table table = read(csv, Options.standard().withTime("when", null).withEntity("who"));
        assertThat(table.inputs()).containsExactly("clicks", "share", "vip");
        assertThat(table.columns()[0]).containsExactly(1, 2, 3);
        assertThat(table.columns()[2]).containsExactly(0, 1, 0);
        assertThat(table.isBot()).containsExactly(false, true, true);
        assertThat(table.atMs())
                .containsExactly(1_767_225_600_000L, 1_767_312_000_000L, 1_767_312_000_000L);
        assertThat(table.entity()).containsExactly(1, 0, 0);
        assertThat(table.weight()).containsExactly(1, 1, 1);
        assertThat(table.isFairgate()).isFalse();
        assertThat(table.name()).isEqualTo("t.csv");
    }

    @Test
    void takesTheFormOfTimesThatItIsTold() throws Exception {
        Path csv = file("t.csv", "at,x,label\n2/1/2026 3:04,1,1\n12/31/2025 3:04,2,0\n");
        Table table = read(csv, Options.standard().withTime("at", "M/d/yyyy H:mm"));
        assertThat(table.columns()[0]).containsExactly(2, 1);
    }

    @Test
    void readsSecondsAndMilliseconds() throws Exception {
        Path csv = file("t.csv", "at,x,label\n1767225600,1,1\n1767225600001,2,0\n");
        Table table = read(csv, Options.standard().withTime("at", null));
        assertThat(table.atMs()).containsExactly(1_767_225_600_000L, 1_767_225_600_001L);
    }

    @Test
    void takesDaysAsTheyAreUsuallyWritten() throws Exception {
        Path csv = file("t.csv", "at,x,label\n2026-01-02,1,1\n2026-01-01,2,0\n");
        Table table = read(csv, Options.standard().withTime("at", null));
        assertThat(table.atMs()).containsExactly(1_767_225_600_000L, 1_767_312_000_000L);
        Path odd = file("odd.csv", "at,x,label\nMonday,1,1\n");
        refuses(odd, Options.standard().withTime("at", null), "say with --time-format");
    }

    @Test
    void leavesOutTextsAndTimesAndSaysWhy() throws Exception {
        Path csv =
                file(
                        "t.csv",
                        "country,day,x,a'b,label\nde,2026-01-01,1,5,1\nfr,2026-01-02,2,6,0\n");
        Table table = read(csv, Options.standard());
        assertThat(table.inputs()).containsExactly("x");
        assertThat(said)
                .containsExactly(
                        "Column 'country' is left out: it has texts.",
                        "Column 'day' is left out: it has times.",
                        "Column 'a'b' is left out: a name of an input has 1 to 64 of A-Z a-z 0-9"
                                + " _ . - and spaces.");
    }

    @Test
    void putsTheMedianWhereAValueIsMissing() throws Exception {
        Path csv =
                file(
                        "t.csv",
                        """
                        x,y,empty,label
                        1,NA,,1
                        ,4,,0
                        5,8,,0
                        inf,8,,0
                        9,8,,0
                        """);
        Table table = read(csv, Options.standard());
        assertThat(table.inputs()).containsExactly("x", "y");
        assertThat(table.columns()[0]).containsExactly(1, 5, 5, 5, 9);
        assertThat(table.columns()[1]).containsExactly(8, 4, 8, 8, 8);
        assertThat(said)
                .containsExactly(
                        "Column 'empty' is left out: it has texts.",
                        "Column 'x' has no value in 2 rows: its median, 5.0, stands there.",
                        "Column 'y' has no value in 1 rows: its median, 8.0, stands there.");
    }

    @Test
    void leavesOutRowsWithoutLabelOrTime() throws Exception {
        Path csv = file("t.csv", "at,x,label\n2026-01-01T00:00:00Z,1,1\nnever,2,0\n,3,0\n1,4,\n");
        Table table = read(csv, Options.standard().withTime("at", null));
        assertThat(table.rows()).isEqualTo(1);
        assertThat(said)
                .containsExactly(
                        "1 rows are left out: they have no label.",
                        "2 rows are left out: their time cannot be read.");
    }

    @Test
    void readsWithoutAHeaderWithSpacesAndInGzip() throws Exception {
        Path csv = gzip("t.txt.gz", "1.0e+00 2 0\n3.5e+00 4 1\n");
        Table table = read(csv, Options.standard().withoutHeader().withLabel("c3", null));
        assertThat(table.inputs()).containsExactly("c1", "c2");
        assertThat(table.columns()[0]).containsExactly(1, 3.5);
        assertThat(table.isBot()).containsExactly(false, true);
    }

    @Test
    void takesLabelsRowByRowFromAFileOfTheirOwn() throws Exception {
        Path csv = file("t.txt", "1 2\n3 4\n5 6\n");
        Path labels = file("l.txt", "0 ann 0.0\n1 ben 1.0\n2 cem 0.0\n");
        Table table =
                read(
                        csv,
                        Options.standard()
                                .withoutHeader()
                                .withLabels(labels, null)
                                .withLabel("l3", null));
        assertThat(table.inputs()).containsExactly("c1", "c2");
        assertThat(table.isBot()).containsExactly(false, true, false);
    }

    @Test
    void takesLabelsByAKey() throws Exception {
        Path csv = file("t.csv", "id,x,label\n7,1,9\n8,2,9\n9,3,9\n");
        Path labels = file("l.csv", "label,id\nhuman,9\nbot,7\n");
        Table table = read(csv, Options.standard().withLabels(labels, "id"));
        assertThat(table.inputs()).containsExactly("x");
        assertThat(table.columns()[0]).containsExactly(1, 3);
        assertThat(table.isBot()).containsExactly(true, false);
        assertThat(said).containsExactly("1 rows are left out: they have no label.");
    }

    @Test
    void refusesLabelsThatDoNotGoWithTheRows() throws Exception {
        Path csv = file("t.csv", "id,x\n7,1\n8,2\n");
        Path few = file("few.csv", "id,label\n7,1\n");
        Path twice = file("twice.csv", "id,label\n7,1\n7,0\n");
        refuses(csv, Options.standard().withLabels(few, null), "say with --join");
        refuses(csv, Options.standard().withLabels(twice, "id"), "names 1 keys again in 'id'");
    }

    @Test
    void saysWhichLabelItDoesNotUnderstand() throws Exception {
        Path csv = file("t.csv", "x,label\n1,fraud\n2,ok\n");
        refuses(csv, Options.standard(), "The label 'fraud' in column 'label'");
        Table table = read(csv, Options.standard().withLabel("label", "fraud"));
        assertThat(table.isBot()).containsExactly(true, false);
    }

    @Test
    void saysWhichColumnIsNotThere() throws Exception {
        Path csv = file("t.csv", "x,y\n1,2\n");
        refuses(csv, Options.standard(), "has no column 'label' of labels: its columns are x, y.");
        refuses(csv, Options.standard().withLabel("y", null).withTime("t", null), "'t' of times");
        refuses(csv, Options.standard().withLabel("y", null).withEntity("e"), "'e' of entities");
        refuses(csv, Options.standard().withLabel("x", null).leavingOut(List.of("z")), "'z'");
    }

    @Test
    void refusesWhatIsNoTable() throws Exception {
        refuses(folder.resolve("none.csv"), Options.standard(), "There is no file");
        refuses(folder, Options.standard(), "There is no file");
        Path no = file("no.parquet", "hello, this is no Parquet at all");
        refuses(no, Options.standard(), "cannot be read");
        refuses(file("empty.csv", ""), Options.standard(), "empty.csv");
        refuses(file("texts.csv", "a,label\nb,1\n"), Options.standard(), "no column of numbers");
        Path csv = file("t.csv", "at,x,label\n1,1,1\n");
        refuses(csv, Options.standard().withTime("at", "QQQQQQ"), "time format");
    }

    @Test
    void refusesMoreThanFitsIntoTheMemoryGiven() throws Exception {
        StringBuilder text = new StringBuilder("x,label\n");
        text.repeat("1,1\n", 40_000);
        Path csv = file("t.csv", text.toString());
        assertThatExceptionOfType(CannotRead.class)
                .isThrownBy(() -> TableReader.read(csv, Options.standard(), said::add, 1 << 20))
                .withMessageContaining("would take 2 MiB, more than half of the memory (1 MiB)");
    }

    @Test
    void refusesMoreColumnsThanAModelTakes() throws Exception {
        StringBuilder header = new StringBuilder("label");
        StringBuilder row = new StringBuilder("1");
        for (int i = 0; i < 512; i++) {
            header.append(",x").append(i);
            row.append(",1");
        }
        Path csv = file("t.csv", header + "\n" + row + "\n");
        refuses(csv, Options.standard(), "has 513 columns, more than the 512 that are taken.");
    }

    @Test
    void readsTheVeryFileThatIsNamed() throws Exception {
        file("a1.csv", "x,label\n1,1\n");
        Path odd = file("a[1]*?'.csv", "x,label\n2,0\n");
        assertThat(read(odd, Options.standard()).columns()[0]).containsExactly(2);
    }

    private Table read(Path file, Options options) throws CannotRead {
        said.clear();
        return TableReader.read(file, options, said::add);
    }

    private void refuses(Path file, Options options, String because) {
        assertThatExceptionOfType(CannotRead.class)
                .isThrownBy(() -> read(file, options))
                .withMessageContaining(because);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Path gzip(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
