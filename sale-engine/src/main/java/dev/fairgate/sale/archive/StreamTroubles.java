package dev.fairgate.sale.archive;

import dev.fairgate.sale.sale.SaleId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/// Sales whose events cannot be read or written although ledger and PostgreSQL answer, such as a
/// key of another type under the stream's name. Each is told once and passed over, so that the
/// others go on; at most [Sales#MAX_SALES].
final class StreamTroubles {

    private static final Logger log = LoggerFactory.getLogger(StreamTroubles.class);

    private final Set<SaleId> told = ConcurrentHashMap.newKeySet();

    Mono<Void> passOver(SaleId sale, Throwable error) {
        if (told.add(sale)) {
            log.error("The events of sale {} cannot be archived: {}", sale, error.toString());
        }
        return Mono.empty();
    }

    void areOver(SaleId sale) {
        if (told.remove(sale)) {
            log.info("The events of sale {} can be archived again", sale);
        }
    }
}
