package dev.fairgate.benchmarks.arena.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fairgate.benchmarks.arena.report.Findings.Both;
import dev.fairgate.benchmarks.arena.report.Play.Answers;
import dev.fairgate.benchmarks.arena.report.Play.Attacker;
import dev.fairgate.benchmarks.arena.report.Play.Latency;
import dev.fairgate.benchmarks.arena.report.Play.Moment;
import dev.fairgate.benchmarks.arena.report.Play.Slice;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FindingsTest {

    private static final Answers ONE_OF_EACH = new Answers(1, 1, 1, 1, 1);

    private static final Play FIRST =
            new Play(
                    100,
                    OptionalLong.of(4_000),
                    List.of(
                            new Slice("home", 50, 40, 1, 2, 3, 4),
                            new Slice("VPN", 5, 1, 1, 0, 0, 0)),
                    List.of(new Attacker("burst", "OAT-005", 10, 70, 20, 9, 8, 7, 500)),
                    List.of(new Moment(0, ONE_OF_EACH, Answers.NONE)),
                    new Latency(100, 5, 20, 30));

    private static final Play SECOND =
            new Play(
                    100,
                    OptionalLong.empty(),
                    List.of(new Slice("home", 50, 50, 2, 0, 1, 0)),
                    List.of(
                            new Attacker("burst", "OAT-005", 10, 30, 5, 1, 2, 3, 500),
                            new Attacker("burst", "OAT-021", 1, 1, 0, 1, 1, 0, 250)),
                    List.of(
                            new Moment(-250, Answers.NONE, ONE_OF_EACH),
                            new Moment(0, ONE_OF_EACH, ONE_OF_EACH)),
                    new Latency(50, 4, 44, 45));

    private static final Pool BOTH = new Pool(List.of(FIRST, SECOND));

    @Test
    void unitsNobodyTookCountAgainstPeople() {
        assertThat(BOTH.allocation()).isEqualTo(200);
        assertThat(BOTH.unitsOfPeople()).isEqualTo(91);
        assertThat(BOTH.unitsOfBots()).isEqualTo(25);
        assertThat(BOTH.unitsLeft()).isEqualTo(84);
        assertThat(BOTH.shareOfPeople()).isEqualTo(0.455);
    }

    @Test
    void slicesOfOneNameAreOneSlice() {
        assertThat(BOTH.slices())
                .containsExactly(
                        new Slice("home", 100, 90, 3, 2, 4, 4), new Slice("VPN", 5, 1, 1, 0, 0, 0));
        assertThat(BOTH.people()).isEqualTo(105);
    }

    @Test
    void harmsAreCountedOverAllPeople() {
        assertThat(BOTH.of(Harm.CHALLENGED)).isEqualTo(Wilson.of(4, 105));
        assertThat(BOTH.of(Harm.REFUSED)).isEqualTo(Wilson.of(2, 105));
        assertThat(BOTH.of(Harm.TOO_LATE)).isEqualTo(Wilson.of(4, 105));
        assertThat(BOTH.of(Harm.GAVE_UP)).isEqualTo(Wilson.of(4, 105));
    }

    @Test
    void botsOfTwoThreatsStayTwoThoughTheirNameIsOne() {
        assertThat(BOTH.attackers())
                .containsExactly(
                        new Attacker("burst", "OAT-005", 20, 100, 25, 10, 10, 10, 1_000),
                        new Attacker("burst", "OAT-021", 1, 1, 0, 1, 1, 0, 250));
        assertThat(BOTH.bots()).isEqualTo(21);
    }

    @Test
    void aUnitCostsWhatAllBotsPaidByTheUnitsOfAll() {
        assertThat(BOTH.centsPerUnit()).hasValue(50);
        assertThat(Attacker.none("burst", "OAT-005").centsPerUnit()).isEmpty();
    }

    @Test
    void theMedianSaleSaysWhenItSoldOut() {
        assertThat(BOTH.soldOutSeconds()).hasValue(4);
        assertThat(new Pool(List.of(SECOND)).soldOutSeconds()).isEqualTo(OptionalDouble.empty());
        assertThat(new Pool(List.of(SECOND, FIRST, SECOND)).soldOutSeconds()).isEmpty();
    }

    @Test
    void momentsOfOneTimeAreAddedUpInOrder() {
        assertThat(BOTH.timeline())
                .containsExactly(
                        new Moment(-250, Answers.NONE, ONE_OF_EACH),
                        new Moment(0, new Answers(2, 2, 2, 2, 2), ONE_OF_EACH));
    }

    @Test
    void theLatencyOfSeveralIsTheWorst() {
        assertThat(BOTH.latency()).isEqualTo(new Latency(150, 5, 44, 45));
    }

    @Test
    void contestsOfOneScenarioArePooled() {
        Contest other = Samples.again("burst", 8, Samples.RENTED);
        List<Findings> scenarios =
                Findings.byScenario(List.of(Samples.RENTED, other, Samples.RENTED));
        assertThat(scenarios)
                .extracting(Findings::scenario)
                .containsExactly("rented addresses, no hands", "burst");
        assertThat(scenarios).extracting(it -> it.contests().size()).containsExactly(2, 1);
        assertThat(scenarios.getFirst().headline())
                .isEqualTo(
                        "Of 600 units in 2 sales, simulated people got 582 with the gate and 62"
                                + " without it.");
    }

    @Test
    void aKindThatIsOnOneSideOnlyIsNoughtOnTheOther() {
        Contest uneven = new Contest("uneven", 1, "recorded", Samples.RENTED.at(), SECOND, FIRST);
        assertThat(Findings.of(uneven).slices())
                .contains(new Both<>(Slice.none("VPN"), new Slice("VPN", 5, 1, 1, 0, 0, 0)))
                .hasSize(2);
        assertThat(Findings.of(uneven).attackers())
                .extracting(it -> it.unguarded().units())
                .containsExactly(20, 0);
    }

    @Test
    void refusesNoContestAndNoPlay() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Findings(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Pool(List.of()));
    }
}
