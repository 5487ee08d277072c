package dev.fairgate.benchmarks.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.benchmarks.strategy.Strategy.Till;
import java.util.List;
import org.junit.jupiter.api.Test;

class OneConsumerIT extends StockContract {

    @Override
    Strategy strategy() {
        return new OneConsumer(TestStores.shared().database(), 4);
    }

    @Test
    void givesUpWhenTheQueueIsFull() throws Exception {
        List<Answer> answers = together(purchases(sale(400), 400), Till::take);

        assertThat(answers).anyMatch(Answer.GaveUp.class::isInstance);
    }
}
