package dev.fairgate.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairgate.models.evaluation.Comparison.Changed;
import dev.fairgate.models.evaluation.Comparison.Verdict;
import dev.fairgate.models.scoring.Bounds;
import dev.fairgate.models.scoring.Calibration;
import dev.fairgate.models.scoring.Model;
import dev.fairgate.models.scoring.Schema;
import dev.fairgate.models.scoring.Trees;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final Bounds BOUNDS = new Bounds(0.5, 0.9);

    @Test
    void countsVerdictsUnderEachModelsOwnBounds() {
        Scored champion = Rows.of(new double[] {0.1, 0.6, 0.95, 0.4}, 0, 0, 1, 1);
        Scored challenger = champion.with(new double[] {0.1, 0.2, 0.95, 0.95});

        Comparison comparison =
                Comparison.of(
                        champion, BOUNDS, challenger, new Bounds(0.15, 0.99), new Bootstrap(1));

        assertThat(comparison.people().get(Verdict.ALLOW))
                .isEqualTo(Map.of(Verdict.ALLOW, 1L, Verdict.CHALLENGE, 0L, Verdict.BLOCK, 0L));
        assertThat(comparison.people().get(Verdict.CHALLENGE)).containsEntry(Verdict.CHALLENGE, 1L);
        assertThat(comparison.bots().get(Verdict.BLOCK)).containsEntry(Verdict.CHALLENGE, 1L);
        assertThat(comparison.bots().get(Verdict.ALLOW)).containsEntry(Verdict.CHALLENGE, 1L);
        assertThat(comparison.gain().value()).as("from 3 of 4 pairs to 4").isEqualTo(0.25);
        assertThat(comparison.farthest()).extracting(Changed::row).containsExactly(3, 2);
    }

    /// One split: 1 to the left with 30 of 40 rows, 5 to the right. Nothing known: 2. The row that
    /// goes right owes 3 to that input and nothing to the other.
    @Test
    void explainsAScoreByWhatAddsUpToIt() {
        Trees trees =
                new Trees(
                        2,
                        new int[] {0},
                        new int[] {1, Trees.LEAF, Trees.LEAF},
                        new double[] {0.5, 1, 5},
                        new int[] {1, 0, 0},
                        new int[] {2, 0, 0},
                        new int[] {40, 30, 10});
        Model model =
                new Model(
                        Model.Link.LOGISTIC,
                        new Schema(Schema.TABLE, 0, List.of("a", "b")),
                        trees,
                        -4,
                        new Calibration(new double[] {0, 1}, new double[] {0, 1}),
                        BOUNDS,
                        Map.of());

        Explanation explanation = Explanation.of(model, new double[] {7, 0.6});

        assertThat(explanation.expected()).isCloseTo(-2, within(1e-12));
        assertThat(explanation.sum()).isCloseTo(1, within(1e-12));
        assertThat(explanation.score()).isCloseTo(1 / (1 + Math.exp(-1)), within(1e-12));
        assertThat(explanation.contributions().getFirst().input()).isEqualTo("b");
        assertThat(explanation.contributions().getFirst().adds()).isCloseTo(3, within(1e-12));
        assertThat(explanation.contributions().getLast().adds()).isZero();
    }
}
