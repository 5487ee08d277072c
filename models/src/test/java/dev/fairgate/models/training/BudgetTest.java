package dev.fairgate.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.models.evaluation.Scored;
import dev.fairgate.models.scoring.Bounds;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BudgetTest {

    @Test
    void takesTheLowestScoreThatKeepsTheBudget() {
        // 100 people at 0.00 … 0.99 and a bot at 0.985; one person in ten may be challenged
        Bounds bounds = new Budget(0.1, 0.01).bounds(people(0.985));

        assertThat(bounds.challenge()).isEqualTo(0.90);
        assertThat(bounds.block()).as("the bot's, above all but one person").isEqualTo(0.985);
    }

    @Test
    void keepsItWhereManyHaveOneScore() {
        double[] scores = {0.1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.9};
        Bounds bounds = new Budget(0.2, 0.1).bounds(scored(scores, new boolean[10]));

        assertThat(bounds.challenge()).as("0.5 would be nine in ten").isEqualTo(0.9);
        assertThat(bounds.block()).isEqualTo(0.9);
    }

    @Test
    void saysNeverWhereNothingKeepsIt() {
        double[] scores = {0.1, 0.7, 0.7, 0.2};
        boolean[] isBot = {false, false, false, true};

        assertThat(new Budget(0.3, 0.01).bounds(scored(scores, isBot))).isEqualTo(new Bounds(1, 1));
    }

    @Test
    void saysNeverWhereThereAreNoPeople() {
        assertThat(Budget.STANDARD.bounds(scored(new double[] {0.5}, new boolean[] {true})))
                .isEqualTo(new Bounds(1, 1));
    }

    @Test
    void countsPeopleByTheirWeight() {
        double[] scores = {0.1, 0.2, 0.3, 0.4};
        double[] weight = {97, 1, 1, 1};
        Scored scored = new Scored(scores, new boolean[4], weight, new int[4]);

        assertThat(new Budget(0.02, 0.01).bounds(scored)).isEqualTo(new Bounds(0.3, 0.4));
    }

    @Test
    void isNeverHarderThanItsLeastScoresSay() {
        Bounds free = new Budget(0.1, 0.01).bounds(people(0.985));
        assertThat(new Budget(0.1, 0.01, 0, 1).bounds(people(0.985)))
                .isEqualTo(new Bounds(free.challenge(), 1));
        assertThat(new Budget(0.1, 0.01, 0.97, 0).bounds(people(0.985)).challenge())
                .isEqualTo(Math.max(0.97, free.challenge()));
    }

    @Test
    void keepsAnyBudgetOfAnyScores() {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 300; round++) {
            int rows = random.nextInt(1, 400);
            int steps = random.nextInt(1, 50);
            double[] scores = random.ints(rows, 0, steps).mapToDouble(i -> i / 60.0).toArray();
            boolean[] isBot = new boolean[rows];
            for (int i = 0; i < rows; i++) {
                isBot[i] = random.nextInt(4) == 0;
            }
            double block = random.nextDouble() / 10;
            Budget budget = new Budget(block + random.nextDouble() / 5, block);
            Scored scored = scored(scores, isBot);
            Bounds bounds = budget.bounds(scored);

            assertThat(scored.reached(bounds.challenge(), false).share())
                    .isLessThanOrEqualTo(budget.challenge());
            assertThat(scored.reached(bounds.block(), false).share())
                    .isLessThanOrEqualTo(budget.block());
        }
    }

    private static Scored people(double scoreOfBot) {
        double[] scores = new double[101];
        boolean[] isBot = new boolean[101];
        Arrays.setAll(scores, i -> i / 100.0);
        scores[100] = scoreOfBot;
        isBot[100] = true;
        return scored(scores, isBot);
    }

    private static Scored scored(double[] scores, boolean[] isBot) {
        double[] weight = new double[scores.length];
        Arrays.fill(weight, 1);
        return new Scored(scores, isBot, weight, new int[scores.length]);
    }
}
