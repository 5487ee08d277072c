package dev.fairgate.benchmarks.arena.scenario;

import dev.fairgate.benchmarks.arena.scenario.Attackers.Addresses;
import dev.fairgate.benchmarks.arena.scenario.Attackers.Solver;
import dev.fairgate.benchmarks.arena.scenario.Attackers.Tactic;
import dev.fairgate.benchmarks.arena.scenario.Scenario.Prices;
import dev.fairgate.benchmarks.arena.scenario.Scenario.SaleTerms;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Reads scenario files.
public final class ScenarioReader {

    static final int MOST_PEOPLE = 20_000;
    static final int MOST_BOTS = 50_000;
    private static final int MOST_BYTES = 1 << 16;
    private static final int MOST_ATTACKERS = 16;
    private static final YAMLMapper YAML =
            YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private ScenarioReader() {}

    /// Reads a file.
    ///
    /// @throws CannotPlay with one sentence
    public static Scenario read(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            return read(file.toString(), stream.readNBytes(MOST_BYTES + 1));
        } catch (IOException e) {
            throw new CannotPlay("The scenario " + file + " cannot be read: is it there?");
        }
    }

    static Scenario read(String name, byte[] yaml) {
        try {
            if (yaml.length > MOST_BYTES) {
                throw new CannotPlay("it is larger than " + MOST_BYTES + " bytes");
            }
            return scenario(YAML.readTree(yaml));
        } catch (JacksonException e) {
            throw new CannotPlay("The scenario %s is no YAML: %s.".formatted(name, firstLine(e)));
        } catch (CannotPlay e) {
            throw new CannotPlay("The scenario %s: %s.".formatted(name, e.getMessage()));
        }
    }

    private static String firstLine(JacksonException e) {
        String message = String.valueOf(e.getOriginalMessage());
        return message.lines().findFirst().orElse("empty").strip();
    }

    private static Scenario scenario(JsonNode document) {
        Entry root = new Entry("", document);
        Scenario scenario =
                new Scenario(
                        root.text("name", "unnamed"),
                        root.whole("seed", 0, Long.MAX_VALUE, 7),
                        sale(root.object("sale")),
                        (int) root.whole("playMs", 1_000, 600_000, 25_000),
                        people(root.object("people")),
                        root.list("attackers", MOST_ATTACKERS).stream()
                                .map(ScenarioReader::attackers)
                                .toList(),
                        prices(root.object("prices")));
        root.nothingElse();
        if (scenario.bots() > MOST_BOTS) {
            throw new CannotPlay("attackers: all bots together must be at most " + MOST_BOTS);
        }
        return scenario;
    }

    private static SaleTerms sale(Entry sale) {
        SaleTerms terms =
                new SaleTerms(
                        (int) sale.whole("units", 1, 1_000_000, 150),
                        (int) sale.whole("perAccountLimit", 1, 100, 1),
                        (int) sale.whole("holdMs", 1_000, 3_600_000, 300_000));
        sale.nothingElse();
        return terms;
    }

    private static People people(Entry people) {
        int count = (int) people.whole("count", 0, MOST_PEOPLE, 300);
        Entry weights = people.object("slices");
        boolean all = !people.has("slices");
        Map<Slice, Integer> slices = new EnumMap<>(Slice.class);
        for (Slice slice : Slice.values()) {
            int weight = (int) weights.whole(Entry.wireName(slice), 0, 1_000_000, all ? 1 : 0);
            slices.put(slice, weight);
        }
        weights.nothingElse();
        if (slices.values().stream().allMatch(weight -> weight == 0)) {
            throw people.wrong("slices", "must have at least one above 0");
        }
        Hands hands = people.oneOf("hands", Hands.values(), Hands.MINIMUM_JERK);
        String traces = people.has("traces") ? people.text("traces", "") : null;
        if ((hands == Hands.RECORDED) != (traces != null)) {
            throw people.wrong("traces", "must be a folder if hands are recorded, and only then");
        }
        people.nothingElse();
        return new People(count, slices, hands, traces);
    }

    private static Attackers attackers(Entry entry) {
        Attackers.Hands hands =
                entry.oneOf("hands", Attackers.Hands.values(), Attackers.Hands.NONE);
        Attackers attackers =
                new Attackers(
                        entry.oneOf("tactic", Tactic.values(), Tactic.SCALP),
                        (int) entry.whole("bots", 1, MOST_BOTS, 1),
                        entry.oneOf("addresses", Addresses.values(), Addresses.RESIDENTIAL),
                        hands,
                        entry.flag("opensPage", hands != Attackers.Hands.NONE),
                        entry.oneOf("solver", Solver.values(), Solver.NONE),
                        (int) entry.whole("tries", 1, 1_000, 4));
        entry.nothingElse();
        return attackers;
    }

    private static Prices prices(Entry entry) {
        Prices prices =
                new Prices(
                        entry.price("account", 10),
                        entry.price("hostingAddress", 0.5),
                        entry.price("residentialAddress", 2),
                        entry.price("answer", 0.3),
                        entry.price("hashing", 0.001));
        entry.nothingElse();
        return prices;
    }

    /// All scenarios of a folder, in the order of their names.
    public static List<Scenario> all(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(ScenarioReader::read)
                    .toList();
        } catch (IOException e) {
            throw new CannotPlay("The scenarios in " + folder + " cannot be read: are they there?");
        }
    }
}
