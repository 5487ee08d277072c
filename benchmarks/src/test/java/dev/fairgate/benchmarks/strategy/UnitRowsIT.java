package dev.fairgate.benchmarks.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.benchmarks.strategy.Strategy.Till;
import org.junit.jupiter.api.Test;

class UnitRowsIT extends StockContract {

    private static final String LOCK = "SELECT 1 FROM unit_rows.unit WHERE sale = ? FOR UPDATE";

    @Override
    Strategy strategy() {
        return new UnitRows(TestStores.shared().database(), 2);
    }

    @Test
    void doesNotSaySoldOutOfAUnitThatSomebodyMayGiveBack() {
        String sale = sale(1);
        Database database = TestStores.shared().database();
        Till till = new UnitRows(database, 2).till();

        Answer meanwhile =
                database.transaction(
                        other -> {
                            Database.all(other, LOCK, row -> row.getInt(1), sale);
                            Answer answer = till.take(purchase(sale));
                            other.rollback();
                            return answer;
                        });

        assertThat(meanwhile).isInstanceOf(Answer.GaveUp.class);
        assertThat(till.take(purchase(sale))).isInstanceOf(Answer.Taken.class);
    }
}
