package dev.fairgate.benchmarks.strategy;

class UnitRowsIT extends StockContract {

    @Override
    Strategy strategy() {
        return new UnitRows(TestStores.shared().database(), 2);
    }
}
