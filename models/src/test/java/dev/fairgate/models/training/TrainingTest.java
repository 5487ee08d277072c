package dev.fairgate.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairgate.models.evaluation.Scored;
import dev.fairgate.models.evaluation.TableScorer;
import dev.fairgate.models.progress.Progress;
import dev.fairgate.models.scoring.Bounds;
import dev.fairgate.models.table.Table;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingTest {

    private static final Plan.Ordered ORDERED = new Plan.Ordered();

    @ParameterizedTest
    @EnumSource
    void learnsWhatThereIsToLearn(Recipe.Kind kind) throws CannotTrain {
        Trained trained = training(kind).run(Made.rows(3_000).table(), ORDERED, "-");

        // Two inputs, each 1.5 deviations apart: nothing is above Φ(1.5) = 0.933
        assertThat(trained.evaluation().measured().auc().value()).isBetween(0.90, 0.95);
        assertThat(trained.baseline().orElseThrow()).isBetween(0.91, 0.95);
        assertThat(trained.evaluation().reliability().error()).isLessThan(0.06);
        assertThat(trained.findings()).isEmpty();
    }

    /// Two inputs among sixty that are always the same.
    @Test
    void growsForestsAmongInputsThatSayNothing() throws CannotTrain {
        Table table = Made.rows(3_000).beside(60).table();
        Trained trained = training(Recipe.Kind.FOREST).run(table, ORDERED, "-");

        assertThat(trained.evaluation().measured().auc().value()).isBetween(0.90, 0.95);
    }

    @Test
    void findsNothingWhereNothingIs() throws CannotTrain {
        Table table = Made.rows(3_000).strength(0).table();
        Trained trained = training(Recipe.Kind.GBT).run(table, ORDERED, "-");

        assertThat(trained.evaluation().measured().auc().low()).isLessThan(0.5);
        assertThat(trained.evaluation().measured().auc().high()).isGreaterThan(0.5);
    }

    @Test
    void keepsTheBudgetOnRowsThatChoseTheThresholds() throws CannotTrain {
        Table table = Made.rows(8_000).table();
        Budget budget = new Budget(0.05, 0.01);
        Trained trained =
                new Training(few(Recipe.Kind.GBT), budget, Progress.UNSEEN)
                        .run(table, ORDERED, "-");
        int[] later = Split.ordered(table).later();
        double[] scores = TableScorer.of(trained.model(), table).scores(later);
        Scored scored = Scored.of(table, later, scores);
        Bounds bounds = trained.model().bounds();

        assertThat(scored.reached(bounds.challenge(), false).share()).isBetween(0.03, 0.05);
        assertThat(scored.reached(bounds.block(), false).share()).isBetween(0.003, 0.01);
        assertThat(trained.evaluation().challenged().share()).isBetween(0.02, 0.09);
        assertThat(trained.evaluation().caught().share()).isGreaterThan(0.7);
    }

    /// Of one bot in a hundred trees see one in 21, and probabilities are right all the same.
    @Test
    void putsProbabilitiesRightWhereBotsAreRare() throws CannotTrain {
        Table table = Made.rows(20_000).bots(0.01).table();
        Trained trained = training(Recipe.Kind.GBT).run(table, ORDERED, "-");
        double[] scores = trained.evaluation().scored().score();

        assertThat(trained.model().training().get("grown.rows")).isLessThan("3500").hasSize(4);
        assertThat(Arrays.stream(scores).average().orElseThrow()).isBetween(0.005, 0.02);
        assertThat(trained.notes()).anyMatch(note -> note.contains("drawn"));
    }

    @Test
    void flagsRowsThatGiveEachOtherAway() throws CannotTrain {
        Table table = Made.rows(4_000).strength(0.2).entitiesOf(40).givingAway().table();
        Trained trained = training(Recipe.Kind.GBT).run(table, ORDERED, "-");

        assertThat(trained.careless().orElseThrow()).isGreaterThan(0.8);
        assertThat(trained.evaluation().measured().auc().value()).isLessThan(0.7);
        assertThat(trained.findings()).singleElement().asString().contains("at random");
    }

    @Test
    void crossesTablesWithoutTime() throws CannotTrain {
        Table table = Made.rows(1_500).withoutTime().table();
        Plan plan = Training.planFor(table);
        Trained trained = training(Recipe.Kind.FOREST).run(table, new Plan.Crossed(2, 3), "-");

        assertThat(plan).isEqualTo(new Plan.Crossed(5, 5));
        assertThat(trained.judged()).hasSize(1_500);
        assertThat(trained.evaluation().measured().auc().value()).isBetween(0.90, 0.95);
        assertThat(trained.model().training()).containsEntry("split", "crossed 2x3");
    }

    @Test
    void saysWhatIsMissing() {
        Training training = training(Recipe.Kind.GBT);

        assertThatThrownBy(() -> training.run(Made.rows(500).bots(0).table(), ORDERED, "-"))
                .isInstanceOf(CannotTrain.class)
                .hasMessageContaining("0 are of bots");
        assertThatThrownBy(() -> training.run(Made.rows(500).withoutTime().table(), ORDERED, "-"))
                .isInstanceOf(CannotTrain.class)
                .hasMessageContaining("--time");
    }

    @Test
    void saysNeverWhereNoThresholdKeepsTheBudget() throws CannotTrain {
        Table table = Made.rows(600).strength(0).table();
        Trained trained =
                new Training(few(Recipe.Kind.GBT), new Budget(0.001, 0), Progress.UNSEEN)
                        .run(table, ORDERED, "-");

        assertThat(
                        trained.evaluation().blocked().count() == 0
                                || trained.model().bounds().block() < 1)
                .isTrue();
        assertThat(trained.notes()).anyMatch(note -> note.contains("block"));
    }

    static Training training(Recipe.Kind kind) {
        return new Training(few(kind), Budget.STANDARD, Progress.UNSEEN);
    }

    static Recipe few(Recipe.Kind kind) {
        Recipe recipe = Recipe.standard(kind);
        return new Recipe(kind, 40, Math.min(recipe.depth(), 8), 0.1, recipe.mostRows(), 1);
    }
}
