package dev.fairgate.sale.stock;

import dev.fairgate.sale.ledger.Ledger;
import dev.fairgate.sale.sale.Price;
import dev.fairgate.sale.sale.SaleBoard;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.sale.StockView;
import io.lettuce.core.KeyValue;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Orders and units in the ledger Redis, changed only by its functions. Each answer's view of the
/// stock goes to the [SaleBoard] at once.
@Component
final class RedisStock implements Stock {

    private static final int PAYLOAD = 3; // code, available, stockSeq, then what the code promises
    private static final int NEWEST = 100;

    private final Ledger ledger;
    private final SaleBoard board;

    RedisStock(Ledger ledger, SaleBoard board) {
        this.ledger = ledger;
        this.board = board;
    }

    @Override
    public Mono<CommitResult> commit(Commit commit) {
        OrderId id = commit.order();
        Keys keys = new Keys(id.sale(), commit.account());
        return ledger.call(
                        "commit_v1",
                        List.of(
                                keys.sale(),
                                keys.order(id.ulid()),
                                keys.active(),
                                keys.orders(),
                                keys.idempotency(
                                        commit.key().map(IdempotencyKey::digest).orElse("-")),
                                keys.events(),
                                keys.holds()),
                        id.ulid(),
                        commit.account(),
                        Integer.toString(commit.quantity()),
                        Long.toString(commit.termsVersion()),
                        Long.toString(commit.ticketExpiresAt().toEpochMilli()),
                        commit.decisionId(),
                        Long.toString(commit.policyVersion()),
                        commit.key().isPresent()
                                ? Long.toString(IdempotencyKey.LIFE.toMillis())
                                : "0")
                .map(answer -> commitResult(id.sale(), answer));
    }

    @Override
    public Mono<CommitResult> replay(
            SaleId sale, String account, IdempotencyKey key, int quantity) {
        Keys keys = new Keys(sale, account);
        return ledger.mono(redis -> redis.get(keys.idempotency(key.digest())))
                .flatMap(record -> replayed(sale, record, quantity));
    }

    private Mono<CommitResult> replayed(SaleId sale, String record, int quantity) {
        int colon = record.indexOf(':');
        StockView stock = board.find(sale).map(known -> known.stock()).orElse(new StockView(0, 0));
        if (Integer.parseInt(record.substring(0, colon)) != quantity) {
            return Mono.just(new CommitResult.KeyReused(stock));
        }
        return find(new OrderId(sale, record.substring(colon + 1)))
                .map(order -> new CommitResult.Replayed(order, stock));
    }

    @Override
    public Mono<Settlement> settle(OrderId id, String account, OrderStatus to) {
        Keys keys = new Keys(id.sale(), account);
        return ledger.call(
                        "settle_v1",
                        List.of(
                                keys.sale(),
                                keys.order(id.ulid()),
                                keys.active(),
                                keys.events(),
                                keys.holds()),
                        id.ulid(),
                        account,
                        to.wireName())
                .map(answer -> settlement(id.sale(), answer));
    }

    @Override
    public Mono<Order> find(OrderId id) {
        return ledger.flux(redis -> redis.hgetall(new Keys(id.sale(), "-").order(id.ulid())))
                .collectMap(KeyValue::getKey, KeyValue::getValue)
                .filter(fields -> !fields.isEmpty())
                .map(fields -> order(id.sale(), fields));
    }

    @Override
    public Flux<Order> of(SaleId sale, String account) {
        return ledger.flux(redis -> redis.lrange(new Keys(sale, account).orders(), 0, NEWEST - 1))
                .flatMapSequential(ulid -> find(new OrderId(sale, ulid)));
    }

    @Override
    public Flux<DueHold> due(SaleId sale, Instant now, int limit) {
        return ledger.flux(
                        redis ->
                                redis.zrangebyscore(
                                        new Keys(sale, "-").holds(),
                                        Range.create(0, now.toEpochMilli()),
                                        Limit.create(0, limit)))
                .map(member -> member.split(":", 2))
                .map(parts -> new DueHold(new OrderId(sale, parts[0]), parts[1]));
    }

    private CommitResult commitResult(SaleId sale, List<String> answer) {
        StockView stock = stock(sale, answer);
        List<String> rest = answer.subList(PAYLOAD, answer.size());
        return switch (answer.getFirst()) {
            case "committed", "repeated" -> new CommitResult.Sold(order(sale, rest), stock);
            case "replayed" -> new CommitResult.Replayed(order(sale, rest), stock);
            case "key_reused" -> new CommitResult.KeyReused(stock);
            case "ticket_expired" -> new CommitResult.TicketExpired(stock);
            case "sale_changed" -> new CommitResult.SaleChanged(stock);
            case "sold_out" -> new CommitResult.SoldOut(stock);
            case "limit_reached" ->
                    new CommitResult.LimitReached(
                            rest.stream().map(ulid -> new OrderId(sale, ulid)).toList(), stock);
            case "no_sale" -> notOnSale(CommitResult.NotOnSale.Reason.NO_SALE, stock);
            case "paused" -> notOnSale(CommitResult.NotOnSale.Reason.PAUSED, stock);
            case "not_open" -> notOnSale(CommitResult.NotOnSale.Reason.NOT_OPEN, stock);
            case "closed" -> notOnSale(CommitResult.NotOnSale.Reason.CLOSED, stock);
            default -> throw new IllegalStateException("commit_v1 answered " + answer.getFirst());
        };
    }

    private static CommitResult notOnSale(CommitResult.NotOnSale.Reason reason, StockView stock) {
        return new CommitResult.NotOnSale(reason, stock);
    }

    private Settlement settlement(SaleId sale, List<String> answer) {
        stock(sale, answer);
        List<String> rest = answer.subList(PAYLOAD, answer.size());
        return switch (answer.getFirst()) {
            case "settled", "already" -> new Settlement.Done(order(sale, rest));
            case "refused" -> new Settlement.Refused(order(sale, rest));
            case "missing" -> new Settlement.Missing();
            default -> throw new IllegalStateException("settle_v1 answered " + answer.getFirst());
        };
    }

    private StockView stock(SaleId sale, List<String> answer) {
        StockView view =
                new StockView(Long.parseLong(answer.get(2)), Long.parseLong(answer.get(1)));
        board.see(sale, view);
        return view;
    }

    private static Order order(SaleId sale, List<String> flat) {
        Map<String, String> fields = HashMap.newHashMap(flat.size() / 2);
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            fields.put(flat.get(i), flat.get(i + 1));
        }
        return order(sale, fields);
    }

    private static Order order(SaleId sale, Map<String, String> fields) {
        return new Order(
                new OrderId(sale, field(fields, "ulid")),
                field(fields, "account"),
                Integer.parseInt(field(fields, "quantity")),
                new Price(Long.parseLong(field(fields, "amount")), field(fields, "currency")),
                OrderStatus.ofWireName(field(fields, "status")),
                Instant.ofEpochMilli(Long.parseLong(field(fields, "createdAt"))),
                Instant.ofEpochMilli(Long.parseLong(field(fields, "payBy"))));
    }

    private static String field(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalStateException("an order in the ledger has no " + name);
        }
        return value;
    }

    /// Key names, tag first: the first braces in a key decide its slot, and an account's name
    /// stands behind them.
    private record Keys(SaleId id, String account) {
        String sale() {
            return id.tag() + ":sale";
        }

        String order(String ulid) {
            return id.tag() + ":order:" + ulid;
        }

        String active() {
            return id.tag() + ":active:" + account;
        }

        String orders() {
            return id.tag() + ":orders:" + account;
        }

        String idempotency(String digest) {
            return id.tag() + ":idem:" + account + ":" + digest;
        }

        String events() {
            return id.tag() + ":events";
        }

        String holds() {
            return id.tag() + ":holds";
        }
    }
}
