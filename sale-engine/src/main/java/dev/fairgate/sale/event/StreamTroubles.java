package dev.fairgate.sale.event;

import dev.fairgate.sale.sale.SaleId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/// Sales whose events cannot be carried on although everything answers, such as a
/// key of another type under the stream's name. Each is told once and passed over, so that the
/// others go on; at most [Sales#MAX_SALES].
public final class StreamTroubles {

    private static final Logger log = LoggerFactory.getLogger(StreamTroubles.class);

    private final String verb;
    private final Set<SaleId> told = ConcurrentHashMap.newKeySet();

    /// @param verb what is done with the events: `archived`
    public StreamTroubles(String verb) {
        this.verb = verb;
    }

    public Mono<Void> passOver(SaleId sale, Throwable error) {
        if (told.add(sale)) {
            log.error("The events of sale {} cannot be {}: {}", sale, verb, error.toString());
        }
        return Mono.empty();
    }

    public void areOver(SaleId sale) {
        if (told.remove(sale)) {
            log.info("The events of sale {} can be {} again", sale, verb);
        }
    }
}
