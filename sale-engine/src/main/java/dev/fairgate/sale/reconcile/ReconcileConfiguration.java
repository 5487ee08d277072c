package dev.fairgate.sale.reconcile;

import dev.fairgate.sale.archive.Backlog;
import dev.fairgate.sale.archive.OrderWriter;
import dev.fairgate.sale.archive.Postgres;
import dev.fairgate.sale.ledger.LedgerClock;
import dev.fairgate.sale.sale.SaleBoard;
import dev.fairgate.sale.sale.Sales;
import dev.fairgate.sale.stock.LedgerOrders;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/// Puts the comparison together where there is something to compare with.
@Configuration(proxyBeanMethods = false)
class ReconcileConfiguration {

    @Bean
    Audit audit(Sales sales, ObjectProvider<PostgresCopy> copies) {
        return new Audit(sales, copies.getIfAvailable());
    }

    @Configuration(proxyBeanMethods = false)
    @Conditional(Postgres.IsNamed.class)
    static class On {

        @Bean
        PostgresCopy postgresCopy(Postgres postgres) {
            return new PostgresCopy(postgres);
        }

        @Bean
        Rebuild rebuild(PostgresCopy copies, Sales sales, LedgerOrders orders, LedgerClock clock) {
            return new Rebuild(copies, sales, orders, clock);
        }

        @Bean
        LostLedger lostLedger(SaleBoard board, Sales sales, PostgresCopy copies, Rebuild rebuild) {
            return new LostLedger(board, sales, copies, rebuild);
        }

        @Bean
        RebuildCommand rebuildCommand(
                SaleBoard board,
                Sales sales,
                PostgresCopy copies,
                Rebuild rebuild,
                LostLedger lost,
                Backlog backlog) {
            return new RebuildCommand(board, sales, copies, rebuild, lost, backlog);
        }

        @Bean
        Reconciler reconciler(
                Postgres postgres,
                PostgresCopy copies,
                Sales sales,
                LedgerOrders orders,
                OrderWriter writer,
                LostLedger lost,
                Backlog backlog,
                MeterRegistry meters) {
            Reconciler reconciler =
                    new Reconciler(
                            postgres,
                            copies,
                            sales,
                            new Comparing(sales, copies),
                            new Repair(orders, writer),
                            lost,
                            backlog);
            Gauge.builder("fairgate.ledger.difference", reconciler, Reconciler::units)
                    .description("Units held or sold in the ledger and not in PostgreSQL, or back")
                    .register(meters);
            Gauge.builder("fairgate.ledger.lost.sales", lost, LostLedger::count)
                    .description("Sales that the ledger has lost and that sell nothing")
                    .register(meters);
            return reconciler;
        }
    }
}
