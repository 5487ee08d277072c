package dev.fairgate.models.dataset;

import static dev.fairgate.models.dataset.Lines.decision;
import static dev.fairgate.models.dataset.Lines.label;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DatasetCommandTest extends DatasetMaking {

    @Test
    void countsADecisionOnceAndLeavesOutOtherVersions() throws Exception {
        String other =
                decision(2, "b").replaceFirst("\"featureVersion\":\\d+", "\"featureVersion\":1");
        make(log(decision(1, "first"), decision(1, "again"), other));
        assertThat(rows("account_id")).containsExactly(List.of("first"));
        assertThat(said)
                .contains(
                        "1 decisions left out: they were there before",
                        "1 decisions left out: features of another version");
    }

    @Test
    void saysWhichLinesItCannotRead() throws Exception {
        String good = decision(1, "a");
        make(
                log(
                        good,
                        "hello",
                        "{\"v\":2",
                        good.replace("\"features\":[", "\"features\":[1e999,"),
                        good.replace("\"features\":[", "\"features\":[1,"),
                        good.replace("\"accountId\":\"a\"", "\"accountId\":\"A'; DROP\""),
                        "{\"v\":2,\"gap\":4}",
                        "[".repeat(5_000),
                        "{\"v\":2,\"kind\":\"label\",\"decisionId\":\"x\"}",
                        "{\"v\":2,\"kind\":\"campaigns\",\"clusters\":[]}"));
        assertThat(rows("account_id")).containsExactly(List.of("a"));
        assertThat(said)
                .contains(
                        "4 lines missing in the log, in 1 gaps",
                        "7 lines cannot be read",
                        "a.jsonl:2 is no line of a decision log",
                        "a.jsonl:4 is no line of a decision log: a feature is not finite",
                        "a.jsonl:5 is no line of a decision log: it has 73 features")
                .doesNotContain("a.jsonl:8", "Exception");
    }

    @Test
    void goesOnAfterAFileThatIsCutOff() throws Exception {
        Path cut = gzip("b.jsonl.gz", decision(2, "b"));
        byte[] bytes = Files.readAllBytes(cut);
        Files.write(cut, Arrays.copyOf(bytes, bytes.length - 20));
        log(decision(1, "a"));
        assertThat(make(folder)).isZero();
        assertThat(rows("account_id")).containsExactly(List.of("a"));
        assertThat(said).contains("b.jsonl.gz cannot be read to its end");
    }

    @Test
    void theSameInputGivesTheSameBytes() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            lines.add(decision(i * 7 % 3_000, "a" + i % 17));
            lines.add(label(i, i % 3 == 0 ? "bot" : "human", 5_000));
        }
        Path log = log(lines.toArray(String[]::new));
        make(log);
        byte[] once = Files.readAllBytes(output);
        make(log);
        assertThat(Files.readAllBytes(output)).isEqualTo(once);
    }

    @Test
    void leavesNothingButTheOutputBehind() throws Exception {
        make(log(decision(1, "a")));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("a.jsonl", "out.parquet");
        }
    }

    @Test
    void keepsTheOldOutputWhenThereCanBeNoNewOne() throws Exception {
        Files.writeString(output, "old");
        assertThat(make(log("nothing"))).isEqualTo(1);
        assertThat(said).contains("There is no decision in these files.");
        assertThat(output).hasContent("old");
    }

    @Test
    void saysInOneSentenceWhyItCannot() throws Exception {
        Path log = log(decision(1, "a"));
        Path odd = file("odd.csv", "order,label\n1,bot\n");
        refuses("There is no file or folder", folder.resolve("none"));
        refuses("There is no file '", log, "--labels", folder.resolve("none.csv").toString());
        refuses("is neither labels (label; decisionId, orderId", log, "--labels", odd.toString());
        refuses("has no header", log, "--labels", file("empty.csv", "").toString());
        refuses("'yesterday' is no time", log, "--as-of", "yesterday");
        refuses("made after the time of --as-of", log, "--as-of", "2026-01-01T00:00:00Z");
        String old =
                decision(1, "a").replaceFirst("\"featureVersion\":\\d+", "\"featureVersion\":1");
        refuses("features of another version", log(old));
        output = folder.resolve("a.jsonl");
        refuses("would be written over itself", log);
        output = folder.resolve("nowhere").resolve("x.parquet");
        refuses("There is no folder for", log);
    }

    private void refuses(String why, Path log, String... more) throws IOException {
        assertThat(make(log, more)).isEqualTo(1);
        assertThat(said).contains(why).doesNotContain("Exception", "\tat ");
        assertThat(said.lines().filter(line -> !line.isBlank())).hasSize(1);
    }
}
