package dev.fairgate.sale.ledger;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Once a second asks the ledger for its time. That keeps [LedgerClock] right and says, for
/// readiness, whether the ledger answers.
@Component
public final class LedgerPulse {

    private static final Logger log = LoggerFactory.getLogger(LedgerPulse.class);

    private final Ledger ledger;
    private final LedgerClock clock;
    private final AtomicBoolean answers = new AtomicBoolean();

    LedgerPulse(Ledger ledger, LedgerClock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /// Whether the last question was answered.
    public boolean answers() {
        return answers.get();
    }

    @Scheduled(fixedDelayString = "PT1S")
    Mono<Void> sample() {
        return Mono.defer(this::ask) // Spring calls this once and subscribes again and again
                .doOnNext(time -> becomes(true, ""))
                .onErrorResume(
                        e -> {
                            becomes(false, String.valueOf(e.getMessage()));
                            return Mono.empty();
                        })
                .then();
    }

    private Mono<List<Long>> ask() {
        long asked = clock.nanos();
        return ledger.flux(redis -> redis.time())
                .map(Long::parseLong)
                .collectList()
                .doOnNext(time -> clock.sampled(time.get(0), time.get(1), asked));
    }

    private void becomes(boolean now, String why) {
        if (answers.getAndSet(now) != now) {
            log.atLevel(now ? org.slf4j.event.Level.INFO : org.slf4j.event.Level.WARN)
                    .log(now ? "The ledger answers" : "The ledger does not answer: {}", why);
        }
    }
}
