package dev.fairgate.proof.simulate;

import dev.fairgate.proof.simulate.postgres.SimulatedDriver;
import dev.fairgate.proof.simulate.redis.SimulatedRedisClient;
import dev.fairgate.proof.simulate.time.Life;
import dev.fairgate.proof.simulate.time.VirtualTime;
import dev.fairgate.sale.admission.AdmissionBridge;
import dev.fairgate.sale.archive.ArchiveBridge;
import dev.fairgate.sale.ledger.Ledger;
import dev.fairgate.sale.ledger.LedgerBridge;
import dev.fairgate.sale.ledger.LedgerClock;
import dev.fairgate.sale.order.OrderBridge;
import dev.fairgate.sale.order.Orders;
import dev.fairgate.sale.order.Purchases;
import dev.fairgate.sale.outcome.OutcomeBridge;
import dev.fairgate.sale.payment.PaymentBridge;
import dev.fairgate.sale.payment.PaymentProvider.Started;
import dev.fairgate.sale.risk.RiskBridge;
import dev.fairgate.sale.sale.SaleBoard;
import dev.fairgate.sale.sale.SaleBridge;
import dev.fairgate.sale.sale.Sales;
import dev.fairgate.sale.stock.Stock;
import dev.fairgate.sale.stock.StockBridge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import reactor.core.publisher.Mono;

/// One run of a sale engine: its real classes, put together as its configuration does, over
/// simulated sockets.
final class Engine {

    private static final Duration REDELIVER_AFTER = Duration.ofSeconds(1);
    private static final Duration LEASE = Duration.ofSeconds(2);
    private static final Duration PROVIDER = Duration.ofMillis(600);
    private static final Duration REOPEN = Duration.ofMillis(150);

    private final Node.World world;
    private final Life life;
    private final SimulatedRedisClient client;
    private final ArchiveBridge archive;
    private final Sales sales;
    private final Purchases purchases;
    private final Orders orders;

    Engine(Node.World world, Life life, SimulatedRedisClient client) {
        this.world = world;
        this.life = life;
        this.client = client;
        VirtualTime time = world.time();
        MeterRegistry meters = new SimpleMeterRegistry();
        Ledger ledger = LedgerBridge.ledger(client);
        LedgerClock clock = LedgerBridge.clock(time::instant, time::nanos);
        SaleBoard board = new SaleBoard(time::nanos);
        Stock stock = StockBridge.stock(ledger, board);
        this.sales = SaleBridge.sales(ledger);
        this.archive = new ArchiveBridge(SimulatedDriver.URL, REDELIVER_AFTER, LEASE);
        OrderBridge.Parts parts =
                new OrderBridge.Parts(
                        board,
                        sales,
                        stock,
                        clock,
                        AdmissionBridge.shedding(64, 256, Duration.ofSeconds(1)),
                        archive.backlog());
        this.purchases =
                OrderBridge.purchases(
                        parts, RiskBridge.client(world.risk()::answer, SimulatedRisk.KEYS));
        this.orders =
                OrderBridge.orders(
                        parts,
                        PaymentBridge.payments(order -> capture(order.id().ulid()), stock, meters));
        Schedule schedule = new Schedule(time);
        schedule.start(LedgerBridge.pulse(ledger, clock));
        schedule.start(SaleBridge.refresh(sales, board));
        schedule.start(OrderBridge.lapses(parts));
        schedule.start(archive.watch(board, ledger));
        schedule.start(archive.writer(ledger, clock, time::nanos, meters));
        if (world.risk().hears()) {
            schedule.start(
                    OutcomeBridge.reports(
                            board, ledger, RiskBridge.outcomes(world.risk()::hear), meters));
        }
        reopen();
    }

    /// The provider takes its time: money may come when the hold is over.
    private Mono<Started> capture(String payment) {
        return Mono.delay(world.chance().between(Duration.ofMillis(1), PROVIDER))
                .thenReturn(new Started.Captured(payment));
    }

    /// In time before the writer tries again, which would begin with migrations.
    private void reopen() {
        archive.reopen().onErrorComplete().subscribe();
        world.time().after(REOPEN, "reopen", this::reopen);
    }

    Life life() {
        return life;
    }

    Sales sales() {
        return sales;
    }

    Purchases purchases() {
        return purchases;
    }

    Orders orders() {
        return orders;
    }

    /// Ends it at once; what it has sent is under way.
    void end() {
        life.end();
        client.abandon();
        world.postgres().lostSight(life);
        archive.close();
    }
}
