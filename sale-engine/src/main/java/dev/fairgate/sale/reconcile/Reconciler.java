package dev.fairgate.sale.reconcile;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.fairgate.sale.archive.Backlog;
import dev.fairgate.sale.archive.Postgres;
import dev.fairgate.sale.ledger.Ledger;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.sale.Sales;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Mono;

/// Looks once a second whether ledger and PostgreSQL agree, sale by sale.
///
/// What differs in [#LOOKS] looks in a row, with no new event in between, is mended from the
/// ledger's orders; what that does not mend is told and stays in the audit until a person has
/// looked. A ledger that is another one, or an older one, sells nothing: see [LostLedger].
final class Reconciler implements DisposableBean {

    /// Looks at the same difference before it counts as one.
    static final int LOOKS = 3;

    private static final Logger log = LoggerFactory.getLogger(Reconciler.class);
    private static final int SALES_AT_ONCE = 4;
    private static final Duration LEAVE = Duration.ofSeconds(2);

    private final String node = UlidCreator.getMonotonicUlid().toString();
    private final Postgres postgres;
    private final PostgresCopy copies;
    private final Sales sales;
    private final Comparing comparing;
    private final Repair repair;
    private final LostLedger lost;
    private final Backlog backlog;

    /// Sales that differ, how long and by what; at most [Sales#MAX_SALES].
    private final Map<SaleId, Difference> differences = new ConcurrentHashMap<>();

    Reconciler(
            Postgres postgres,
            PostgresCopy copies,
            Sales sales,
            Comparing comparing,
            Repair repair,
            LostLedger lost,
            Backlog backlog) {
        this.postgres = postgres;
        this.copies = copies;
        this.sales = sales;
        this.comparing = comparing;
        this.repair = repair;
        this.lost = lost;
        this.backlog = backlog;
    }

    /// @param looks in a row in which it was so, at this `stockSeq`
    /// @param mended whether mending was tried
    private record Difference(long stockSeq, int looks, long units, boolean mended) {}

    /// Units that differ although both have the same events, over all sales.
    long units() {
        return differences.values().stream()
                .filter(it -> it.looks() >= LOOKS)
                .mapToLong(Difference::units)
                .sum();
    }

    @Scheduled(fixedDelayString = "PT1S")
    Mono<Void> look() {
        return Mono.defer(() -> postgres.isUp() ? lookNow() : Mono.<Void>empty())
                .onErrorResume(Postgres.Away.class, e -> Mono.empty()) // the archive tells it
                .onErrorResume(Ledger.Failure.class, e -> Mono.empty()) // told by LedgerPulse
                .onErrorResume(
                        e -> {
                            log.error("Ledger and PostgreSQL cannot be compared", e);
                            return Mono.empty();
                        });
    }

    private Mono<Void> lookNow() {
        return copies.beat(node)
                .then(sales.epoch())
                .flatMap(copies::epoch)
                .zipWith(sales.epoch())
                .flatMap(
                        epochs ->
                                epochs.getT1().equals(epochs.getT2())
                                        ? compareAll()
                                        : lost.isAnother(epochs.getT2(), node));
    }

    private Mono<Void> compareAll() {
        return copies.sales().map(SaleCopy::sale).flatMap(this::compare, SALES_AT_ONCE).then();
    }

    private Mono<Void> compare(SaleId sale) {
        return comparing
                .of(sale)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(both -> both.map(this::judge).orElseGet(() -> lost.isMissing(sale, node)));
    }

    private Mono<Void> judge(Comparison it) {
        return switch (it.state()) {
            case EQUAL -> agrees(it.sale());
            case LEDGER_IS_OLDER -> lost.isOlder(it);
            // What waits in the stream is the archive's, however long it takes, also for a lease.
            case BEHIND -> backlog.of(it.sale()) > 0 ? Mono.empty() : differs(it);
            case DIFFERENT -> differs(it);
        };
    }

    private Mono<Void> agrees(SaleId sale) {
        Difference before = differences.remove(sale);
        if (before != null && before.looks() >= LOOKS) {
            log.info("Ledger and PostgreSQL agree about sale {} again", sale);
        }
        return Mono.empty();
    }

    private Mono<Void> differs(Comparison it) {
        Difference now = differences.compute(it.sale(), (sale, before) -> next(before, it));
        if (now.looks() < LOOKS || now.mended()) {
            return Mono.empty();
        }
        differences.put(it.sale(), new Difference(now.stockSeq(), now.looks(), now.units(), true));
        return mend(it);
    }

    /// A look at the same events as before, or the first at new ones: then the archive is at work.
    private static Difference next(@Nullable Difference before, Comparison it) {
        long units = Math.max(it.difference(), it.state() == Comparison.State.BEHIND ? 1 : 0);
        return before != null && before.stockSeq() == it.copy().stockSeq()
                ? new Difference(before.stockSeq(), before.looks() + 1, units, before.mended())
                : new Difference(it.copy().stockSeq(), 1, units, false);
    }

    private Mono<Void> mend(Comparison it) {
        return repair.mend(it.sale(), it.ledger().stockSeq(), it.ledger().available())
                .doOnSuccess(
                        holds ->
                                log.warn(
                                        "Sale {} differed by {} units between ledger and"
                                                + " PostgreSQL; its orders were written again from the"
                                                + " ledger, {} holds put back on the schedule",
                                        it.sale(),
                                        it.difference(),
                                        holds))
                .doOnError(
                        e ->
                                log.error(
                                        "Sale {} differs between ledger and PostgreSQL and cannot"
                                                + " be mended: {}",
                                        it.sale(),
                                        e.toString()))
                .then();
    }

    /// Best effort: an engine that could not leave makes the next rebuild ask a person.
    @Override
    public void destroy() {
        if (postgres.isUp()) {
            // On the thread of the shutdown, which may wait.
            copies.leave(node).timeout(LEAVE).onErrorComplete().toFuture().join();
        }
    }
}
