package dev.fairgate.risk.outcome;

class InMemoryOutcomeStoreTest extends OutcomeStoreContract {

    private final InMemoryOutcomeStore store = new InMemoryOutcomeStore();

    @Override
    OutcomeStore store() {
        return store;
    }
}
