package dev.fairgate.sale.archive;

import static dev.fairgate.sale.event.Entries.event;
import static dev.fairgate.sale.event.Entries.ulid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.fixture.Answer;
import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.fixture.FakeRisk;
import dev.fairgate.sale.fixture.LedgerRedis;
import dev.fairgate.sale.fixture.OrderDatabase;
import dev.fairgate.sale.sale.SaleId;
import io.lettuce.core.SetArgs;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// PostgreSQL and writers come and go: nothing is lost, and what cannot be written down any more is
/// not sold either.
@ExtendWith(OutputCaptureExtension.class)
class ArchiveFaultIT extends ArchiveScene {

    private static final int CAP = 30;
    private static final LedgerRedis LEDGER = LedgerRedis.own();
    private static final OrderDatabase DATABASE = OrderDatabase.own();
    private static final FakeRisk RISK = new FakeRisk();
    private static final Engine ENGINE = engine();

    ArchiveFaultIT() {
        super(LEDGER, DATABASE);
    }

    private static Engine engine() {
        String[] settings =
                Stream.concat(
                                Stream.of(DATABASE.settings(QUICK)),
                                Stream.of(
                                        "--fairgate.archive.backlog=" + CAP,
                                        "--fairgate.archive.deadline=2s",
                                        "--logging.level.dev.fairgate.sale.archive=INFO"))
                        .toArray(String[]::new);
        return Engine.start(LEDGER.port(), RISK.address(), settings);
    }

    @AfterAll
    static void stop() {
        ENGINE.close();
        RISK.close();
        LEDGER.close();
        DATABASE.close();
    }

    @Test
    void entriesWaitForPostgresAndNoneIsTrimmedMeanwhile(CapturedOutput output) {
        SaleId sale = sell(ENGINE);
        add(sale, event(ulid(), "held", 1));
        awaitRows(sale, 1);
        awaitDone(sale);

        DATABASE.stop();
        double before = failures();
        IntStream.range(0, 20).forEach(i -> add(sale, event(ulid(), "held", i + 2)));
        Engine.await(() -> failures() >= before + 3);
        // And perhaps one that says the sale is withheld: nobody bought what these entries tell.
        assertThat(length(sale)).isBetween(20L, 21L);
        assertThat(
                        output.getAll()
                                .lines()
                                .filter(it -> it.contains("PostgreSQL does not take orders"))
                                .count())
                .isEqualTo(1);
        assertThat(ENGINE.bean(MeterRegistry.class).get("fairgate.archive.lag").gauge().value())
                .isPositive();
        Engine.await(() -> backlog() == length(sale));

        DATABASE.start();
        awaitRows(sale, 21);
        awaitDone(sale);
        assertThat(output).contains("PostgreSQL takes orders again");
    }

    @Test
    void nothingIsLostWhenPostgresIsKilledAgainAndAgain() {
        SaleId sale = sell(ENGINE);
        for (int round = 0; round < 3; round++) {
            IntStream.range(0, 200).forEach(i -> add(sale, event(ulid(), "held", i + 1)));
            DATABASE.kill();
            IntStream.range(0, 200).forEach(i -> add(sale, event(ulid(), "held", i + 1)));
            DATABASE.start();
        }
        awaitRows(sale, 1200);
        awaitDone(sale);
    }

    @Test
    void pastTheCapNothingIsReservedAndSellingGoesOnAfterwards() {
        SaleId sale = sell(ENGINE);
        DATABASE.stop();
        String path = "/api/v1/sales/" + sale + "/orders";
        ENGINE.buyer(Engine.fresh("a")).post(path, "{\"quantity\":1}").is(201);

        IntStream.range(0, CAP).forEach(i -> add(sale, event(ulid(), "held", i + 100)));
        Engine.await(() -> ENGINE.bean(Backlog.class).isFull());
        String late = Engine.fresh("a");
        Answer answer = ENGINE.buyer(late).post(path, "{\"quantity\":1}");
        answer.isProblem(503, "overloaded");
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        LEDGER.units(sale).areAvailableHeldSold(999_999, 1, 0);
        assertThat(RISK.asked(late)).isEmpty();

        DATABASE.start();
        Engine.await(() -> !ENGINE.bean(Backlog.class).isFull());
        // In another sale: one with events that its ledger never wrote is withheld.
        String other = "/api/v1/sales/" + sell(ENGINE) + "/orders";
        ENGINE.buyer(Engine.fresh("a")).post(other, "{\"quantity\":1}").is(201);
    }

    @Test
    void twoWritersShareTheSalesAndEitherGoesOnAlone() {
        List<SaleId> sales = Stream.generate(() -> sell(ENGINE)).limit(8).toList();
        AtomicInteger rounds = new AtomicInteger();
        try (Engine second = engine()) {
            // A writer connects with the first sale that it gets.
            Engine.await(
                    () -> {
                        addToEach(sales, rounds.incrementAndGet());
                        return second.bean(Postgres.class).isUp();
                    });
            sales.forEach(sale -> awaitRows(sale, rounds.get()));
        }
        addToEach(sales, rounds.incrementAndGet());
        sales.forEach(sale -> awaitRows(sale, rounds.get()));
        sales.forEach(this::awaitDone);
    }

    private void addToEach(List<SaleId> sales, int stockSeq) {
        sales.forEach(sale -> add(sale, event(ulid(), "held", stockSeq)));
    }

    @Test
    void aSaleWhoseWriterDiedIsTakenOverWhenItsLeaseEnds() {
        SaleId sale = unknown();
        add(sale, event(ulid(), "held", 1));
        LEDGER.redis().set(lease(sale), "somebody", SetArgs.Builder.px(1500));
        readAndFallSilent(sale);
        add(sale, event(ulid(), "held", 2));

        sell(ENGINE, sale);
        Engine.await(() -> ENGINE.bean(Backlog.class).entries() == 3); // and the sale itself
        assertThat(LEDGER.redis().get(lease(sale))).isEqualTo("somebody");
        assertThat(rows(sale)).isZero();
        awaitRows(sale, 2);
        awaitDone(sale);
        Engine.await(() -> LEDGER.redis().get(lease(sale)) == null);
    }

    private static String lease(SaleId sale) {
        return sale.tag() + ":lease:archive";
    }

    private static double backlog() {
        return ENGINE.bean(MeterRegistry.class).get("fairgate.archive.backlog").gauge().value();
    }

    private static double failures() {
        return ENGINE.bean(MeterRegistry.class).get("fairgate.archive.failures").counter().count();
    }
}
