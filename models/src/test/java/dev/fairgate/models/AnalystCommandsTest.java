package dev.fairgate.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The way of an analyst: a table, a model, what it is worth, beside another, why, is it whole.
class AnalystCommandsTest {

    @TempDir private static Path folder;

    private static Path table;
    private static Path model;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void makeATable() throws IOException {
        table = folder.resolve("orders.csv");
        model = folder.resolve("model.fgm");
        SplittableRandom random = new SplittableRandom(1);
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        StringBuilder csv = new StringBuilder("ordered_at,customer,pace,calm,is_fraud\n");
        for (int i = 0; i < 1_500; i++) {
            boolean isBot = random.nextInt(5) == 0;
            csv.append(
                    "%s,c%d,%f,%f,%d\n"
                            .formatted(
                                    at.plusSeconds(60L * i),
                                    i / 2 * 2 + (isBot ? 1 : 0),
                                    random.nextGaussian() + (isBot ? 1.5 : 0),
                                    random.nextGaussian() - (isBot ? 1 : 0),
                                    isBot ? 1 : 0));
        }
        Files.writeString(table, csv);
        new AnalystCommandsTest().train(model);
    }

    private int train(Path to, String... more) {
        String[] usual = {
            "train", table.toString(), "-o", to.toString(), "--trees", "15", "--depth", "4"
        };
        return run(with(with(usual, LABELS), more));
    }

    private static final String[] LABELS = {
        "--label", "is_fraud", "--time", "ordered_at", "--entity", "customer"
    };

    @Test
    void trainsTheSameBytesAndSaysWhatTheyAreWorth() throws IOException {
        Path again = folder.resolve("again.fgm");
        Path card = folder.resolve("card.html");

        assertThat(train(again, "--card", card.toString()))
                .as(err.toString(StandardCharsets.UTF_8))
                .isZero();

        assertThat(Files.readAllBytes(again)).isEqualTo(Files.readAllBytes(model));
        assertThat(said())
                .contains("1,500 rows, 2 inputs")
                .containsPattern("AUC +0\\.[89]\\d\\d \\(0\\.\\d{3}–0\\.\\d{3}\\)")
                .containsPattern("people challenged, from 0\\.\\d+")
                .containsPattern("m-[0-9a-f]{16} in .*again\\.fgm");
        assertThat(Files.readString(card)).contains("<svg").contains("What it looks at");
        assertThat(folder.resolve("again.fgm.part")).doesNotExist();
    }

    @Test
    void endsWithTwoWhereFiguresAreTooGood() throws IOException {
        Path leaking = folder.resolve("leaking.csv");
        StringBuilder csv = new StringBuilder();
        Files.readString(table)
                .lines()
                .forEach(
                        line ->
                                csv.append(line)
                                        .append(',')
                                        .append(
                                                line.endsWith("fraud")
                                                        ? "copy"
                                                        : line.charAt(line.length() - 1))
                                        .append('\n'));
        Files.writeString(leaking, csv);
        Path to = folder.resolve("leaking.fgm");

        int code =
                run(
                        with(
                                new String[] {
                                    "train", leaking.toString(), "-o", to.toString(), "--trees", "5"
                                },
                                LABELS));

        assertThat(code).isEqualTo(2);
        assertThat(said()).contains("Too good to be true").contains("copy");
        assertThat(to).as("is there all the same").exists();
    }

    @Test
    void evaluatesOnAnotherTable() {
        assertThat(run(with(new String[] {"evaluate", model.toString(), table.toString()}, LABELS)))
                .isZero();
        assertThat(said()).contains("1,500 rows").contains("Brier");
    }

    @Test
    void comparesWithAnother() {
        Path other = folder.resolve("other.fgm");
        train(other, "--seed", "2", "--kind", "forest");
        out.reset();

        int code =
                run(
                        with(
                                new String[] {
                                    "compare", model.toString(), other.toString(), table.toString()
                                },
                                LABELS));

        assertThat(code).isZero();
        assertThat(said()).contains("under the challenger").contains("more or less");
    }

    @Test
    void explainsARow() {
        int code =
                run(
                        with(
                                new String[] {
                                    "explain", model.toString(), table.toString(), "--row", "3"
                                },
                                LABELS));

        assertThat(code).isZero();
        assertThat(said())
                .contains("Score 0.")
                .contains("pace = ")
                .contains("calm = ")
                .contains("before calibration");
    }

    @Test
    void verifiesWhatItIs() {
        assertThat(run("verify", model.toString())).isZero();
        assertThat(said()).contains("gradient-boosted trees").contains("data.sha256");
    }

    @Test
    void saysInOneSentenceWhatCannotBe() throws IOException {
        Path broken = folder.resolve("broken.fgm");
        byte[] bytes = Files.readAllBytes(model);
        bytes[bytes.length / 2] ^= 1;
        Files.write(broken, bytes);

        assertThat(run("verify", broken.toString())).isEqualTo(1);
        assertThat(run("train", table.toString(), "-o", "x", "--trees", "0")).isEqualTo(1);
        assertThat(run("train", table.toString(), "-o", "x", "--cv", "99x1")).isEqualTo(1);
        assertThat(
                        run(
                                with(
                                        new String[] {
                                            "explain",
                                            model.toString(),
                                            table.toString(),
                                            "--row",
                                            "0"
                                        },
                                        LABELS)))
                .isEqualTo(1);
        assertThat(run("evaluate", model.toString(), folder.resolve("none.csv").toString()))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .hasSize(5)
                .allMatch(line -> line.endsWith("."))
                .noneMatch(line -> line.contains("Exception"));
    }

    private int run(String... arguments) {
        return ModelCommand.run(
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                arguments);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String[] with(String[] some, String... more) {
        String[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }
}
