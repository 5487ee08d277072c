package dev.fairgate.benchmarks.strategy;

class PausingWatchedKeyIT extends StockContract {

    @Override
    Strategy strategy() {
        return new WatchedKey(TestStores.shared().ledgerPort(), 2, true);
    }
}
