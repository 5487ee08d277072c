package dev.fairgate.benchmarks.strategy;

import dev.fairgate.sale.ledger.Ledger;
import dev.fairgate.sale.sale.Price;
import dev.fairgate.sale.sale.SaleBoard;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.sale.SaleTerms;
import dev.fairgate.sale.sale.Sales;
import dev.fairgate.sale.stock.Commit;
import dev.fairgate.sale.stock.CommitResult;
import dev.fairgate.sale.stock.OrderId;
import dev.fairgate.sale.stock.OrderRow;
import dev.fairgate.sale.stock.Stock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import reactor.core.publisher.Mono;

/// The product itself: the sale engine's own beans from `Stock` down to `commit_v1`, over one
/// connection for all clients.
///
/// It does more than the others: window, terms, the account's limit and its waits are checked, the
/// hold is scheduled, the event for PostgreSQL is written. No idempotency key: the order is named
/// by its ticket, so the same request is the same order without one.
final class ProductFunction implements Strategy {

    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String DECISION = "01M822AT1X1KCSD8FGANDSC9AR";

    private final ConfigurableApplicationContext engine;
    private final Sales sales;
    private final Stock stock;
    private final Redis redis;

    /// @param port of the ledger
    ProductFunction(int port) {
        engine =
                new SpringApplicationBuilder(Engine.class)
                        .web(WebApplicationType.NONE)
                        .bannerMode(Banner.Mode.OFF)
                        .properties(
                                "spring.config.name=none",
                                "logging.level.root=warn",
                                "spring.data.redis.port=" + port,
                                // Nobody waits half a second here, but a busy disk is no failure.
                                "fairgate.ledger.command-timeout=10s")
                        .run();
        sales = engine.getBean(Sales.class);
        stock = engine.getBean(Stock.class);
        redis = new Redis(port);
    }

    /// The part of the sale engine between a ticket and the ledger.
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(DataRedisAutoConfiguration.class)
    @ComponentScan(basePackageClasses = {Ledger.class, Stock.class})
    @ComponentScan(
            basePackageClasses = Sales.class,
            useDefaultFilters = false,
            includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Sales.class))
    static class Engine {

        @Bean
        SaleBoard board() {
            return new SaleBoard(System::nanoTime);
        }
    }

    @Override
    public String name() {
        return "our function";
    }

    @Override
    public void open(String sale, int units) {
        Instant now = Instant.now();
        SaleTerms terms =
                new SaleTerms(
                        "Field Lamp",
                        "",
                        "",
                        new Price(4900, "EUR"),
                        now.minus(HOUR),
                        now.plus(HOUR),
                        units,
                        1,
                        HOUR);
        if (!(await(sales.create(new SaleId(sale), terms)) instanceof Sales.Written.Done)) {
            throw new IllegalStateException("the sale could not be made: " + sale);
        }
    }

    @Override
    public Till till() {
        return this::take;
    }

    private Answer take(Purchase purchase) {
        Commit commit =
                new Commit(
                        new OrderId(new SaleId(purchase.sale()), purchase.request()),
                        purchase.account(),
                        1,
                        1,
                        Instant.now().plus(HOUR),
                        DECISION,
                        1,
                        Optional.empty());
        return switch (await(stock.commit(commit))) {
            case CommitResult.Sold sold ->
                    new Answer.Taken(
                            new Order(
                                    purchase.request(),
                                    purchase.account(),
                                    sold.order().createdAt()),
                            1);
            case CommitResult.SoldOut _ -> new Answer.SoldOut(1);
            case CommitResult other -> throw new IllegalStateException("answered: " + other);
        };
    }

    private static <T> T await(Mono<T> answer) {
        return answer.blockOptional(LIMIT)
                .orElseThrow(() -> new IllegalStateException("the ledger said nothing"));
    }

    @Override
    public int left(String sale) {
        String left = redis.side().hget(new SaleId(sale).tag() + ":sale", "available");
        return Integer.parseInt(Optional.ofNullable(left).orElseThrow());
    }

    @Override
    public List<Order> orders(String sale) {
        String prefix = new SaleId(sale).tag() + ":orders:";
        return redis.side().keys(prefix + "*").stream()
                .flatMap(
                        key ->
                                redis.side().hgetall(key).entrySet().stream()
                                        .map(row -> order(key.substring(prefix.length()), row)))
                .toList();
    }

    private static Order order(String account, Map.Entry<String, String> row) {
        return new Order(row.getKey(), account, OrderRow.parse(row.getValue()).createdAt());
    }

    @Override
    public long bytes(String sale) {
        return redis.bytes(sale);
    }

    @Override
    public void close() {
        redis.close();
        engine.close();
    }
}
