package dev.fairgate.benchmarks.strategy;

class ProductFunctionIT extends StockContract {

    @Override
    Strategy strategy() {
        return new ProductFunction(TestStores.shared().ledgerPort());
    }
}
