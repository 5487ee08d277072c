package dev.fairgate.sale.archive;

import dev.fairgate.sale.stock.Order;
import dev.fairgate.sale.stock.OrderId;
import dev.fairgate.sale.stock.OrderStatus;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/// Orders as PostgreSQL has them: what the ledger does not keep any more, and what only a database
/// can find. It is a moment behind the ledger, which is asked first.
///
/// Every call errors with [Away] when PostgreSQL does not answer in time.
public final class OrderArchive {

    /// Ids of one [#accounts] call.
    public static final int MOST_IDS = 1000;

    private final Optional<PostgresOrders> orders;

    OrderArchive(Optional<PostgresOrders> orders) {
        this.orders = orders;
    }

    /// PostgreSQL is not there now, or none was named.
    public static final class Away extends RuntimeException {
        Away(String why) {
            super(why, null, false, false);
        }
    }

    /// What is searched for; what is empty is not looked at.
    public record Search(
            Optional<String> saleId, Optional<String> accountId, Optional<OrderStatus> status) {}

    /// One order, whoever's it is; empty when it is not there, or no archive is kept. Within
    /// 1 s.
    public Mono<Order> find(OrderId id) {
        return orders.map(it -> it.find(id)).orElseGet(Mono::empty);
    }

    /// An account's orders, newest first; none when no archive is kept. Within 1 s.
    ///
    /// @param cursor the ULID after which they begin, empty to begin with the newest
    public Mono<List<Order>> of(String account, String cursor, int limit) {
        return orders.map(it -> it.of(account, cursor, limit))
                .orElseGet(() -> Mono.just(List.of()));
    }

    /// Orders of all accounts, newest first. Errors with [Away] also when no archive is kept.
    public Mono<List<Order>> search(Search search, String cursor, int limit) {
        return kept(it -> it.search(search, cursor, limit));
    }

    /// Whose orders these are, as far as they are archived; at most [#MOST_IDS]. Errors with [Away]
    /// also when no archive is kept.
    public Mono<Map<OrderId, String>> accounts(Collection<OrderId> ids) {
        if (ids.size() > MOST_IDS) {
            throw new IllegalArgumentException("at most " + MOST_IDS + " ids, not " + ids.size());
        }
        return kept(it -> it.accounts(ids));
    }

    private <T> Mono<T> kept(Function<PostgresOrders, Mono<T>> call) {
        return orders.map(call)
                .orElseGet(() -> Mono.error(() -> new Away("fairgate.archive.url is not set")));
    }
}
