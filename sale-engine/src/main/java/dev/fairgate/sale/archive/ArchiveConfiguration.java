package dev.fairgate.sale.archive;

import dev.fairgate.sale.event.EventStreams;
import dev.fairgate.sale.event.Leases;
import dev.fairgate.sale.ledger.Ledger;
import dev.fairgate.sale.ledger.LedgerClock;
import dev.fairgate.sale.sale.SaleBoard;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/// The archive as a whole, or none of it: without `fairgate.archive.url` nothing is read, written
/// or trimmed, and that is said at the start.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ArchiveSettings.class)
class ArchiveConfiguration {

    private static final Logger log = LoggerFactory.getLogger(ArchiveConfiguration.class);

    @Bean
    InitializingBean archiveNotice(ArchiveSettings settings) {
        return () -> {
            if (settings.url().isEmpty()) {
                log.warn(
                        "Orders are kept in the ledger alone: fairgate.archive.url names no"
                                + " PostgreSQL");
            }
        };
    }

    @Bean
    OrderArchive orderArchive(ObjectProvider<PostgresOrders> orders) {
        return new OrderArchive(Optional.ofNullable(orders.getIfAvailable()));
    }

    @Configuration(proxyBeanMethods = false)
    @Conditional(Postgres.IsNamed.class)
    static class On {

        @Bean
        EventStreams archiveEvents(Ledger ledger) {
            return new EventStreams(ledger, EventStreams.Group.ARCHIVE);
        }

        @Bean
        Postgres postgres(ArchiveSettings settings) {
            return new Postgres(settings);
        }

        @Bean
        PostgresArchive postgresArchive(Postgres postgres) {
            return new PostgresArchive(postgres);
        }

        @Bean
        OrderWriter orderWriter(PostgresArchive archive) {
            return new OrderWriter(archive);
        }

        @Bean
        PostgresOrders postgresOrders(ArchiveSettings settings) {
            return new PostgresOrders(Postgres.forReading(settings), System::nanoTime);
        }

        @Bean
        BacklogWatch backlogWatch(SaleBoard board, EventStreams events, Backlog backlog) {
            return new BacklogWatch(board, events, backlog);
        }

        @Bean
        ArchiveWriter archiveWriter(
                Backlog backlog,
                Ledger ledger,
                EventStreams events,
                Postgres postgres,
                PostgresArchive archive,
                LedgerClock clock,
                MeterRegistry meters,
                ArchiveSettings settings) {
            measure(backlog, clock, meters);
            return new ArchiveWriter(
                    backlog,
                    events,
                    postgres,
                    archive,
                    new Outage(postgres, System::nanoTime, meters),
                    new DeadLetters(archive, clock, meters),
                    settings,
                    new Leases(ledger, "archive", settings.lease()));
        }

        private static void measure(Backlog backlog, LedgerClock clock, MeterRegistry meters) {
            Gauge.builder("fairgate.archive.backlog", backlog, Backlog::entries)
                    .description("Order events that are not in PostgreSQL yet, over all sales")
                    .register(meters);
            Gauge.builder("fairgate.archive.lag", backlog, it -> seconds(it, clock))
                    .description("Age of the oldest of them")
                    .baseUnit("seconds")
                    .register(meters);
        }

        private static double seconds(Backlog backlog, LedgerClock clock) {
            var oldest = backlog.oldestMs();
            return oldest.isEmpty()
                    ? 0
                    : Math.max(0, clock.instant().toEpochMilli() - oldest.getAsLong()) / 1000.0;
        }
    }
}
