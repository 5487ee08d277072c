package dev.fairgate.sale.event;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.fairgate.sale.ledger.Ledger;
import dev.fairgate.sale.sale.SaleId;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import reactor.core.publisher.Mono;

/// Who carries the events of a sale on: one node at a time, as long as there is work.
///
/// A lease spares work, it does not protect: should two nodes hold one for a moment (a pause, or
/// the gap between looking and renewing), both do the same, which is harmless.
public final class Leases {

    private final String owner = UlidCreator.getMonotonicUlid().toString();
    private final Ledger ledger;
    private final String work;
    private final Duration length;

    /// @param work named in the keys: `archive`
    public Leases(Ledger ledger, String work, Duration length) {
        this.ledger = ledger;
        this.work = work;
        this.length = length;
    }

    /// Does the work while this node has the sale; nothing when another has it.
    public Mono<Void> whileHeld(SaleId sale, Mono<Void> work) {
        return Mono.usingWhen(take(sale), taken -> work, taken -> giveBack(sale).onErrorComplete());
    }

    private Mono<String> take(SaleId sale) {
        SetArgs ifFree = SetArgs.Builder.nx().px(length);
        return ledger.mono(redis -> redis.set(key(sale), owner, ifFree));
    }

    /// Whether this node still has the sale, and then for the whole length again.
    public Mono<Boolean> renew(SaleId sale) {
        return isMine(sale)
                .flatMap(
                        mine ->
                                mine
                                        ? ledger.mono(redis -> redis.pexpire(key(sale), length))
                                        : Mono.just(false));
    }

    private Mono<Void> giveBack(SaleId sale) {
        return isMine(sale)
                .filter(mine -> mine)
                .flatMap(mine -> ledger.mono(redis -> redis.del(key(sale))))
                .then();
    }

    private Mono<Boolean> isMine(SaleId sale) {
        return ledger.mono(redis -> redis.get(key(sale))).map(owner::equals).defaultIfEmpty(false);
    }

    private String key(SaleId sale) {
        return sale.tag() + ":lease:" + work;
    }
}
