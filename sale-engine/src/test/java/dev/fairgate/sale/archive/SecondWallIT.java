package dev.fairgate.sale.archive;

import static dev.fairgate.sale.event.Entries.event;
import static dev.fairgate.sale.event.Entries.ulid;
import static dev.fairgate.sale.event.Entries.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.event.EventStreams;
import dev.fairgate.sale.fixture.Answer;
import dev.fairgate.sale.fixture.Caller;
import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.fixture.FakeRisk;
import dev.fairgate.sale.fixture.Lamps;
import dev.fairgate.sale.fixture.LedgerRedis;
import dev.fairgate.sale.fixture.OrderDatabase;
import dev.fairgate.sale.sale.Sale;
import dev.fairgate.sale.sale.SaleBoard;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.sale.Sales;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// PostgreSQL counts for itself, and takes no order past the allocation or an account's limit.
class SecondWallIT extends ArchiveScene {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final LedgerRedis LEDGER = LedgerRedis.own();
    private static final OrderDatabase DATABASE = OrderDatabase.shared();
    private static final FakeRisk RISK = new FakeRisk();
    private static final Engine ENGINE =
            Engine.start(LEDGER.port(), RISK.address(), DATABASE.settings(QUICK));

    SecondWallIT() {
        super(LEDGER, DATABASE);
    }

    @AfterAll
    static void stop() {
        ENGINE.close();
        RISK.close();
        LEDGER.close();
    }

    @Test
    void takesNoOrderPastTheAllocation() {
        SaleId sale = ENGINE.sell(Lamps.terms(Instant.now(), 2, 1));
        for (int i = 0; i < 3; i++) {
            add(sale, event(ulid(), "held", 10 + i));
        }

        Engine.await(() -> letters(sale) == 1);
        assertThat(rows(sale)).isEqualTo(2);
        assertThat(counted(sale)).isEqualTo("2|2|0");
    }

    @Test
    void takesNoOrderPastAnAccountsLimit() {
        SaleId sale = ENGINE.sell(Lamps.terms(Instant.now(), 10, 1));
        for (int i = 0; i < 2; i++) {
            add(sale, with(event(ulid(), "held", 10 + i), "account", "greedy"));
        }
        add(sale, with(event(ulid(), "held", 20), "account", "modest"));

        Engine.await(() -> letters(sale) == 1);
        assertThat(rows(sale)).isEqualTo(2);
        assertThat(counted(sale)).isEqualTo("10|2|0");
    }

    @Test
    void takesUnitsThatOneGaveBackAndAnotherTookInOneBatch() {
        SaleId sale = ENGINE.sell(Lamps.terms(Instant.now(), 1, 1));
        for (int i = 0; i < 20; i++) {
            String ulid = ulid();
            add(sale, event(ulid, "held", 10 + 2 * i));
            add(sale, event(ulid, "lapsed", 11 + 2 * i));
        }
        add(sale, event(ulid(), "held", 100));

        awaitRows(sale, 21);
        assertThat(letters(sale)).isZero();
        assertThat(counted(sale)).isEqualTo("1|1|0");
    }

    @Test
    void followsAnAllocationThatGrowsAndShrinks() {
        SaleId sale = ENGINE.sell(Lamps.terms(Instant.now(), 2, 5));
        Caller buyer = ENGINE.buyer(Engine.fresh("a"));
        String first = buy(buyer, sale, 2);
        allocate(sale, 5);
        String second = buy(buyer, sale, 3);
        buyer.delete("/api/v1/orders/" + first).is(200);
        allocate(sale, 3);
        buyer.post("/api/v1/orders/" + second + "/payment").is(200);

        Engine.await(() -> counted(sale).equals("3|0|3"));
        awaitDone(sale);
        assertThat(letters(sale)).isZero();
        assertThat(
                        DATABASE.rows(
                                "SELECT fields ->> 'allocation' FROM sale.sale WHERE sale_id = ?",
                                sale.value()))
                .containsExactly("3");
    }

    @Test
    void takesAnAllocationThatShrinksBehindTheUnitsThatWereGivenBack() {
        SaleId sale = ENGINE.sell(Lamps.terms(Instant.now(), 5, 5));
        Caller buyer = ENGINE.buyer(Engine.fresh("a"));
        String first = buy(buyer, sale, 3);
        buy(buyer, sale, 2);
        Engine.await(() -> counted(sale).equals("5|5|0"));
        String lease = sale.tag() + ":lease:archive";
        Engine.await(() -> LEDGER.redis().setnx(lease, "nobody"));

        buyer.delete("/api/v1/orders/" + first).is(200);
        allocate(sale, 2);
        LEDGER.redis().del(lease); // both in one batch

        Engine.await(() -> counted(sale).equals("2|2|0"));
        awaitDone(sale);
        assertThat(letters(sale)).isZero();
    }

    @Test
    void countsWhatTheLedgerCounts() {
        SaleId sale = ENGINE.sell(Lamps.terms(Instant.now(), 40, 3));
        Random random = new Random(11);
        for (int i = 0; i < 60; i++) {
            Caller buyer = ENGINE.buyer("buyer-" + random.nextInt(25));
            Answer bought =
                    buyer.post(
                            "/api/v1/sales/" + sale + "/orders",
                            "{\"quantity\":" + (1 + random.nextInt(2)) + "}");
            if (bought.status() == 201 && random.nextBoolean()) {
                String order = "/api/v1/orders/" + bought.at("/id");
                if (random.nextBoolean()) {
                    buyer.delete(order).is(200);
                } else {
                    buyer.post(order + "/payment").is(200);
                }
            }
        }

        Sales.Counters now =
                Objects.requireNonNull(ENGINE.bean(Sales.class).counters(sale).block(LIMIT));
        assertThat(now.balanced()).isTrue();
        assertThat(now.held()).isPositive();
        Engine.await(() -> counted(sale).equals("40|" + now.held() + "|" + now.sold()));
        awaitDone(sale);
        assertThat(letters(sale)).isZero();
        assertThat(
                        DATABASE.number(
                                "SELECT sum(units) FROM sale.sale_account WHERE sale_id = ?",
                                sale.value()))
                .isEqualTo(now.held() + now.sold());
    }

    private static String buy(Caller buyer, SaleId sale, int quantity) {
        return buyer.post("/api/v1/sales/" + sale + "/orders", "{\"quantity\":" + quantity + "}")
                .is(201)
                .at("/id");
    }

    private static void allocate(SaleId sale, long allocation) {
        Sales sales = ENGINE.bean(Sales.class);
        Sale now = Objects.requireNonNull(sales.find(sale).block(LIMIT));
        Sales.Written written =
                sales.replace(sale, Lamps.with(now.terms(), allocation), now.revision())
                        .block(LIMIT);
        assertThat(written)
                .isInstanceOfSatisfying(
                        Sales.Written.Done.class,
                        it -> ENGINE.bean(SaleBoard.class).put(it.sale()));
    }

    private static String counted(SaleId sale) {
        return String.join(
                "",
                DATABASE.rows(
                        "SELECT allocation, held, sold FROM sale.sale WHERE sale_id = ?",
                        sale.value()));
    }

    private static long letters(SaleId sale) {
        return DATABASE.number(
                "SELECT count(*) FROM sale.dead_letter WHERE stream = ?",
                EventStreams.stream(sale));
    }
}
