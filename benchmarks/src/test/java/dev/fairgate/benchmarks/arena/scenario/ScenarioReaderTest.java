package dev.fairgate.benchmarks.arena.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairgate.benchmarks.arena.scenario.Attackers.Addresses;
import dev.fairgate.benchmarks.arena.scenario.Attackers.Solver;
import dev.fairgate.benchmarks.arena.scenario.Attackers.Tactic;
import dev.fairgate.benchmarks.arena.scenario.Scenario.Prices;
import dev.fairgate.benchmarks.arena.scenario.Scenario.SaleTerms;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioReaderTest {

    @Test
    void readsWhatIsGivenAndFillsInTheRest() {
        Scenario scenario =
                read(
                        """
                        name: Two kinds
                        seed: 42
                        sale: {units: 10, holdMs: 4000}
                        people: {count: 30, slices: {home: 2, no-javascript: 1}, hands: sigma-lognormal}
                        attackers:
                          - {tactic: burst, bots: 100, addresses: one}
                          - {bots: 50, hands: jittered, solver: farm, tries: 9}
                        """);

        assertThat(scenario.name()).isEqualTo("Two kinds");
        assertThat(scenario.seed()).isEqualTo(42);
        assertThat(scenario.sale()).isEqualTo(new SaleTerms(10, 1, 4_000));
        assertThat(scenario.playMs()).isEqualTo(25_000);
        assertThat(scenario.people().hands()).isEqualTo(Hands.SIGMA_LOGNORMAL);
        assertThat(scenario.people().counts())
                .containsEntry(Slice.HOME, 20)
                .containsEntry(Slice.NO_JAVASCRIPT, 10)
                .containsEntry(Slice.VPN, 0);
        assertThat(scenario.attackers())
                .containsExactly(
                        new Attackers(
                                Tactic.BURST,
                                100,
                                Addresses.ONE,
                                Attackers.Hands.NONE,
                                false,
                                Solver.NONE,
                                4),
                        new Attackers(
                                Tactic.SCALP,
                                50,
                                Addresses.RESIDENTIAL,
                                Attackers.Hands.JITTERED,
                                true,
                                Solver.FARM,
                                9));
        assertThat(scenario.prices()).isEqualTo(new Prices(10, 0.5, 2, 0.3, 0.001));
    }

    @Test
    void takesEverybodyOnceWhereSharesDoNotDivide() {
        Scenario scenario = read("people: {count: 10, slices: {home: 1, campus: 1, vpn: 1}}");

        assertThat(scenario.people().counts().values().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(10);
        assertThat(scenario.people().counts().get(Slice.HOME)).isBetween(3, 4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bot: 7 | bot is not known; known are attackers, name, people",
                "people: {cuont: 7} | people.cuont is not known; known are count, hands",
                "attackers: [{bots: 1}, {bot: 7}] | attackers[1].bot is not known",
                "people: {slices: {moon: 1}} | people.slices.moon is not known",
                "people: {slices: {home: 0}} | people.slices must have at least one above 0",
                "people: {slices: {home: -1}} | people.slices.home must be a whole number from 0",
                "people: {count: 1000000} | people.count must be a whole number from 0 to 20,000",
                "people: {count: 1.5} | people.count must be a whole number",
                "people: {count: many} | people.count must be a whole number",
                "people: 7 | people must have named entries",
                "people: {hands: recorded} | people.traces must be a folder",
                "people: {traces: x} | people.traces must be a folder",
                "sale: {units: 0} | sale.units must be a whole number from 1",
                "playMs: 999999999 | playMs must be a whole number from 1,000 to 600,000",
                "attackers: {bots: 7} | attackers must be a list of at most 16",
                "attackers: [{bots: 60000}] | attackers[0].bots must be a whole number from 1",
                "attackers: [{bots: 30000}, {bots: 30000}] | attackers: all bots together must",
                "attackers: [{tactic: beg}] | attackers[0].tactic must be one of burst, scalp, hold",
                "attackers: [{opensPage: 1}] | attackers[0].opensPage must be true or false",
                "prices: {account: -1} | prices.account must be a number of cents from 0",
                "name: '' | name must be a text of 1 to 80 characters",
                "seed: 1.0e3 | seed must be a whole number",
                "'{' | is no YAML",
                "'seed: 1\nseed: 2' | is no YAML",
                "[] | it must have named entries"
            })
    void refusesInOneSentenceThatNamesThePlace(String yaml, String sentence) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(CannotPlay.class)
                .hasMessageStartingWith("The scenario x.yaml")
                .hasMessageContaining(sentence)
                .hasMessageMatching("(?s)[^\\n]*\\.");
    }

    @Test
    void refusesAFileThatIsNotThereOrHuge() {
        assertThatThrownBy(() -> ScenarioReader.read(Path.of("nowhere.yaml")))
                .isInstanceOf(CannotPlay.class)
                .hasMessage("The scenario nowhere.yaml cannot be read: is it there?");
        assertThatThrownBy(() -> read("#".repeat(70_000)))
                .isInstanceOf(CannotPlay.class)
                .hasMessageContaining("larger than 65536 bytes");
    }

    @Test
    void readsAllThatShip() {
        List<Scenario> shipped = ScenarioReader.all(Path.of("scenarios"));

        assertThat(shipped)
                .hasSizeGreaterThan(9)
                .extracting(Scenario::name)
                .doesNotHaveDuplicates();
        assertThat(shipped)
                .filteredOn(scenario -> !scenario.attackers().isEmpty())
                .allSatisfy(
                        scenario -> {
                            assertThat(scenario.bots()).isEqualTo(10 * scenario.people().count());
                            assertThat(scenario.sale().units())
                                    .isEqualTo(scenario.people().count() / 2);
                        });
    }

    private static Scenario read(String yaml) {
        return ScenarioReader.read("x.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    }
}
