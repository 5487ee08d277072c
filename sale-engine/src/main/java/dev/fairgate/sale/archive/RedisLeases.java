package dev.fairgate.sale.archive;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.fairgate.sale.ledger.Ledger;
import dev.fairgate.sale.sale.SaleId;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import reactor.core.publisher.Mono;

/// Who writes the events of a sale: one node at a time, as long as there is work.
///
/// A lease spares work, it does not protect: should two nodes hold one for a moment (a pause, or
/// the gap between looking and renewing), both store the same rows, which is harmless.
final class RedisLeases {

    private final String owner = UlidCreator.getMonotonicUlid().toString();
    private final Ledger ledger;
    private final Duration length;

    RedisLeases(Ledger ledger, Duration length) {
        this.ledger = ledger;
        this.length = length;
    }

    /// Does the work while this node has the sale; nothing when another has it.
    Mono<Void> whileHeld(SaleId sale, Mono<Void> work) {
        return Mono.usingWhen(take(sale), taken -> work, taken -> giveBack(sale).onErrorComplete());
    }

    private Mono<String> take(SaleId sale) {
        SetArgs ifFree = SetArgs.Builder.nx().px(length);
        return ledger.mono(redis -> redis.set(key(sale), owner, ifFree));
    }

    /// Whether this node still has the sale, and then for the whole length again.
    Mono<Boolean> renew(SaleId sale) {
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

    static String key(SaleId sale) {
        return sale.tag() + ":archive-writer";
    }
}
