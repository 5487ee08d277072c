package dev.fairgate.benchmarks.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.benchmarks.strategy.Strategy.Till;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchedKeyIT extends StockContract {

    @Override
    Strategy strategy() {
        return new WatchedKey(TestStores.shared().ledgerPort(), 2, false);
    }

    @Test
    void givesUpWhenEveryAttemptIsLost() throws Exception {
        List<Answer> answers = together(purchases(sale(400), 400), Till::take);

        assertThat(answers).anyMatch(Answer.GaveUp.class::isInstance);
    }
}
