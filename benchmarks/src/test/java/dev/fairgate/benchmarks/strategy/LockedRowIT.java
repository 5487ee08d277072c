package dev.fairgate.benchmarks.strategy;

class LockedRowIT extends StockContract {

    @Override
    Strategy strategy() {
        return new LockedRow(TestStores.shared().database());
    }
}
