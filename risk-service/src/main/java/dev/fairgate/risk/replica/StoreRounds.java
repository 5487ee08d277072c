package dev.fairgate.risk.replica;

import dev.fairgate.risk.rounds.Rounds;
import java.time.Duration;

/// Compares every document with the risk store, a few times a second: so a change on another node
/// is here, and a store that was lost has everything again. For one thread.
final class StoreRounds implements Rounds {

    private static final Duration PATIENCE = Duration.ofSeconds(8); // calls have their own deadline

    private final OpenDocuments documents;
    private final Side redis;

    StoreRounds(OpenDocuments documents, Side redis) {
        this.documents = documents;
        this.redis = redis;
    }

    @Override
    public void round() throws InterruptedException {
        documents.all().forEach(Document::keepUp); // where the disk was full
        for (Document document : documents.all()) {
            if (redis.ask(document.compare(), PATIENCE).isEmpty()) {
                return; // the others would wait as long for nothing
            }
        }
    }

    @Override
    public void end() {}
}
