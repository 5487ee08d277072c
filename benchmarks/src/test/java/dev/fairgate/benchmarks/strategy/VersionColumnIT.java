package dev.fairgate.benchmarks.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.benchmarks.strategy.Strategy.Till;
import java.util.List;
import org.junit.jupiter.api.Test;

class VersionColumnIT extends StockContract {

    @Override
    Strategy strategy() {
        return new VersionColumn(TestStores.shared().database(), 2);
    }

    @Test
    void givesUpWhenEveryAttemptIsLost() throws Exception {
        List<Answer> answers = together(purchases(sale(400), 400), Till::take);

        assertThat(answers).anyMatch(Answer.GaveUp.class::isInstance);
    }
}
