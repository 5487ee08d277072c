package dev.fairgate.sale.sale;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.fairgate.sale.ledger.Ledger;
import io.lettuce.core.KeyValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Sales in the ledger Redis: one hash each, and a set of their ids.
@Component
final class RedisSales implements Sales {

    private static final String INDEX = "fairgate:sales";
    private static final String EPOCH = "fairgate:epoch";
    private static final int READS_AT_ONCE = 64;

    private final Ledger ledger;

    RedisSales(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Flux<Sale> all() {
        return ledger.flux(redis -> redis.smembers(INDEX))
                .take(MAX_SALES)
                .flatMap(id -> find(new SaleId(id)), READS_AT_ONCE);
    }

    @Override
    public Mono<Sale> find(SaleId id) {
        return ledger.flux(redis -> redis.hgetall(key(id)))
                .collectMap(KeyValue::getKey, KeyValue::getValue)
                .filter(fields -> fields.containsKey("revision"))
                .map(fields -> sale(id, fields));
    }

    @Override
    public Mono<Written> create(SaleId id, SaleTerms terms) {
        return ledger.mono(redis -> redis.scard(INDEX))
                .flatMap(
                        count ->
                                count >= MAX_SALES
                                        ? Mono.just(new Written.Exists(true))
                                        // The index first: an id without a sale is passed over.
                                        : ledger.mono(redis -> redis.sadd(INDEX, id.value()))
                                                .then(write(id, terms, 0)));
    }

    @Override
    public Mono<Written> replace(SaleId id, SaleTerms terms, long revision) {
        return write(id, terms, revision);
    }

    @Override
    public Mono<Written> pause(SaleId id, boolean paused) {
        return ledger.call("pause_v1", keys(id), paused ? "1" : "0")
                .flatMap(answer -> written(id, answer.getFirst()));
    }

    @Override
    public Mono<Counters> counters(SaleId id) {
        return ledger.flux(
                        redis ->
                                redis.hmget(
                                        key(id),
                                        "allocation",
                                        "available",
                                        "held",
                                        "sold",
                                        "stockSeq"))
                .filter(KeyValue::hasValue)
                .map(field -> Long.parseLong(field.getValue()))
                .collectList()
                .filter(all -> all.size() == 5)
                .zipWith(epoch())
                .map(read -> Counters.of(read.getT1(), read.getT2()));
    }

    @Override
    public Mono<String> epoch() {
        return ledger.mono(redis -> redis.get(EPOCH))
                .switchIfEmpty(
                        Mono.defer(() -> ledger.mono(redis -> redis.setnx(EPOCH, newEpoch())))
                                .then(ledger.mono(redis -> redis.get(EPOCH))));
    }

    @Override
    public Mono<Void> withhold(SaleId id) {
        return ledger.call("pause_v1", keys(id), "2").then();
    }

    @Override
    public Mono<Void> beginRestore(SaleId id, Map<String, String> fields) {
        String[] args =
                fields.entrySet().stream()
                        .flatMap(field -> Stream.of(field.getKey(), field.getValue()))
                        .toArray(String[]::new);
        return ledger.call("restore_begin_v1", List.of(key(id)), args)
                .then(ledger.mono(redis -> redis.sadd(INDEX, id.value())))
                .then();
    }

    @Override
    public Mono<Void> endRestore(SaleId id, long held, long sold, boolean paused, long stockSeq) {
        return ledger.call(
                        "restore_end_v1",
                        keys(id),
                        Long.toString(held),
                        Long.toString(sold),
                        paused ? "1" : "0",
                        Long.toString(stockSeq))
                .then();
    }

    private static String newEpoch() {
        return UlidCreator.getMonotonicUlid().toString();
    }

    private Mono<Written> write(SaleId id, SaleTerms terms, long revision) {
        List<String> args = new ArrayList<>();
        args.add(Long.toString(revision));
        fields(terms)
                .forEach(
                        (name, value) -> {
                            args.add(name);
                            args.add(value);
                        });
        return ledger.call("put_sale_v1", keys(id), args.toArray(String[]::new))
                .flatMap(answer -> written(id, answer.getFirst()));
    }

    private Mono<Written> written(SaleId id, String code) {
        return switch (code) {
            case "written" -> find(id).map(Written.Done::new);
            case "exists" -> Mono.just(new Written.Exists(false));
            case "missing" -> Mono.just(new Written.Missing());
            case "stale" -> Mono.just(new Written.Stale());
            case "allocation_too_small" -> Mono.just(new Written.BelowTaken());
            default -> Mono.error(new IllegalStateException("put_sale_v1 answered " + code));
        };
    }

    private static List<String> keys(SaleId id) {
        return List.of(key(id), id.tag() + ":events");
    }

    private static String key(SaleId id) {
        return id.tag() + ":sale";
    }

    private static Map<String, String> fields(SaleTerms terms) {
        return Map.of(
                "title", terms.title(),
                "description", terms.description(),
                "imageUrl", terms.imageUrl(),
                "amount", Long.toString(terms.price().amount()),
                "currency", terms.price().currency(),
                "opensAt", Long.toString(terms.opensAt().toEpochMilli()),
                "closesAt", Long.toString(terms.closesAt().toEpochMilli()),
                "allocation", Long.toString(terms.allocation()),
                "perAccountLimit", Integer.toString(terms.perAccountLimit()),
                "holdMs", Long.toString(terms.hold().toMillis()));
    }

    private static Sale sale(SaleId id, Map<String, String> fields) {
        Function<String, String> text = name -> fields.getOrDefault(name, "");
        Function<String, Long> number = name -> Long.parseLong(fields.getOrDefault(name, "0"));
        SaleTerms terms =
                new SaleTerms(
                        text.apply("title"),
                        text.apply("description"),
                        text.apply("imageUrl"),
                        new Price(number.apply("amount"), text.apply("currency")),
                        Instant.ofEpochMilli(number.apply("opensAt")),
                        Instant.ofEpochMilli(number.apply("closesAt")),
                        number.apply("allocation"),
                        Math.toIntExact(number.apply("perAccountLimit")),
                        Duration.ofMillis(number.apply("holdMs")));
        return new Sale(
                id,
                terms,
                !text.apply("paused").equals("0"),
                number.apply("termsVersion"),
                number.apply("revision"),
                new StockView(number.apply("stockSeq"), number.apply("available")));
    }
}
