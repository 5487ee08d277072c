package dev.fairgate.risk.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairgate.models.feature.Cells;
import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.risk.decision.Reason;
import dev.fairgate.risk.decision.Scored;
import dev.fairgate.risk.policy.Thresholds;
import dev.fairgate.risk.policy.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurrentModelsTest {

    private static final Optional<Thresholds> OF_THE_MODEL = Optional.empty();
    private static final Served OWN =
            TestModels.served(TestModels.over(FeatureName.HANDS_ACCOUNTS, 3, 0.8));
    private static final Served SHARED =
            TestModels.served(TestModels.over(FeatureName.CROWD_EXCESS, 3, 0.8));

    private final CurrentModels models = new CurrentModels(new Cells(new byte[32]));

    @Test
    void letsRulesDecideAloneWithoutAModel() {
        assertThat(models.score("a", FeatureRow.absent(), OF_THE_MODEL))
                .isEqualTo(new Scored(0, Verdict.ALLOW, List.of(), null));
        assertThat(models.score("a", FeatureRow.absent(), Optional.of(new Thresholds(0, 1))))
                .isEqualTo(new Scored(0, Verdict.CHALLENGE, List.of(), null));
    }

    @Test
    void blocksForWhatARequestSaysByItself() {
        install(OWN);
        Scored scored = models.score("a", row(FeatureName.HANDS_ACCOUNTS, 9), OF_THE_MODEL);

        assertThat(scored.score()).isEqualTo(0.9);
        assertThat(scored.verdict()).isEqualTo(Verdict.BLOCK);
        assertThat(scored.modelVersion()).isEqualTo(OWN.version());
        assertThat(scored.reasons()).containsExactly(new Reason("score-hands", 1.0));
    }

    @Test
    void atMostChallengesForWhatOthersShare() {
        install(SHARED);
        Scored scored = models.score("a", row(FeatureName.CROWD_EXCESS, 9), OF_THE_MODEL);

        assertThat(scored.score()).isEqualTo(0.9);
        assertThat(scored.verdict()).isEqualTo(Verdict.CHALLENGE);
        assertThat(scored.reasons()).containsExactly(new Reason("score-subnet", 1.0));
    }

    @Test
    void obeysThePolicysThresholdsBeforeTheModelsOwn() {
        install(OWN);
        FeatureRow row = row(FeatureName.HANDS_ACCOUNTS, 9);

        assertThat(models.score("a", row, Optional.of(new Thresholds(0.95, 0.99))))
                .isEqualTo(new Scored(0.9, Verdict.ALLOW, List.of(), OWN.version()));
        assertThat(models.score("a", row, Optional.of(new Thresholds(0.2, 0.99))).verdict())
                .isEqualTo(Verdict.CHALLENGE);
    }

    @Test
    void triesACanaryOnTheSameShareOfAccountsAgainAndAgain() {
        models.install(
                new LineUp(
                        1,
                        Optional.of(OWN),
                        Optional.of(new LineUp.Canary(SHARED, 10)),
                        List.of()));
        List<String> met = accountsOf(SHARED);
        assertThat(met.size() / 20_000.0).isCloseTo(0.1, within(0.01));

        models.install(
                new LineUp(
                        2,
                        Optional.of(OWN),
                        Optional.of(new LineUp.Canary(SHARED, 20)),
                        List.of()));
        assertThat(accountsOf(SHARED)).containsAll(met);

        models.install(
                new LineUp(
                        3,
                        Optional.of(SHARED),
                        Optional.of(new LineUp.Canary(OWN, 10)),
                        List.of()));
        assertThat(accountsOf(OWN)).as("others than before").isNotEqualTo(met);
    }

    private List<String> accountsOf(Served model) {
        return IntStream.range(0, 20_000)
                .mapToObj(i -> "account-" + i)
                .filter(
                        account ->
                                model.version()
                                        .equals(
                                                models.score(
                                                                account,
                                                                FeatureRow.absent(),
                                                                OF_THE_MODEL)
                                                        .modelVersion()))
                .toList();
    }

    private void install(Served champion) {
        models.install(new LineUp(1, Optional.of(champion), Optional.empty(), List.of()));
    }

    private static FeatureRow row(FeatureName feature, double value) {
        double[] values = FeatureRow.absent().values();
        values[feature.place()] = value;
        return FeatureRow.of(values);
    }
}
