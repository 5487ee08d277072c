package dev.fairgate.sale.archive;

import dev.fairgate.sale.RefusedToStart;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// A few connections to PostgreSQL, thrown away when one fails and made anew by [#ready()], after
/// the migrations. A start does not wait for PostgreSQL: what sells does not need it.
final class PostgresConnections implements DisposableBean {

    /// Transactions at one moment.
    static final int MOST = 4;

    private static final String SCHEMA = "sale";
    private static final Duration MIGRATION = Duration.ofSeconds(60);
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final ArchiveSettings settings;
    private final ConnectionFactory factory;
    private final AtomicReference<@Nullable ConnectionPool> pool = new AtomicReference<>();

    PostgresConnections(ArchiveSettings settings) {
        this.settings = settings;
        this.factory = ConnectionFactories.get(options(settings));
    }

    private static ConnectionFactoryOptions options(ArchiveSettings settings) {
        ConnectionFactoryOptions.Builder options =
                ConnectionFactoryOptions.parse(settings.url())
                        .mutate()
                        .option(ConnectionFactoryOptions.CONNECT_TIMEOUT, settings.deadline())
                        .option(
                                PostgresqlConnectionFactoryProvider.STATEMENT_TIMEOUT,
                                settings.deadline())
                        .option(PostgresqlConnectionFactoryProvider.TCP_KEEPALIVE, true);
        if (!settings.username().isEmpty()) {
            options.option(ConnectionFactoryOptions.USER, settings.username());
            options.option(ConnectionFactoryOptions.PASSWORD, settings.password());
        }
        ConnectionFactoryOptions all = options.build();
        if (!all.hasOption(ConnectionFactoryOptions.USER)) {
            throw new RefusedToStart(
                    "fairgate.archive.username is missing: set it to a role of PostgreSQL that owns"
                            + " the schema sale or may create it");
        }
        return all;
    }

    /// Whether the last that was heard of PostgreSQL is good.
    boolean isUp() {
        return pool.get() != null;
    }

    /// Completes when there are connections and the schema is there.
    Mono<Void> ready() {
        return Mono.defer(() -> isUp() ? Mono.empty() : migrate().doOnSuccess(done -> open()));
    }

    private void open() {
        ConnectionPool fresh =
                new ConnectionPool(
                        ConnectionPoolConfiguration.builder(factory)
                                .initialSize(0)
                                .maxSize(MOST)
                                .maxIdleTime(IDLE)
                                .maxAcquireTime(settings.deadline())
                                .build());
        if (!pool.compareAndSet(null, fresh)) {
            fresh.dispose();
        }
    }

    /// The driver of the migrations blocks, on a thread for that; two nodes wait for each other.
    private Mono<Void> migrate() {
        return Mono.<Void>fromRunnable(this::migrateNow)
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(MIGRATION);
    }

    private void migrateNow() {
        long seconds = Math.max(1, settings.deadline().toSeconds());
        String url = settings.jdbcUrl();
        Flyway.configure(getClass().getClassLoader())
                .dataSource(
                        url
                                + (url.contains("?") ? "&" : "?")
                                + "connectTimeout=%d&loginTimeout=%d&socketTimeout=%d"
                                        .formatted(seconds, seconds, MIGRATION.toSeconds()),
                        settings.username(),
                        settings.password())
                .schemas(SCHEMA)
                .locations("classpath:db/sale")
                .load()
                .migrate();
    }

    /// Runs a transaction's work within the deadline, and ends the transaction.
    <T> Mono<T> use(Function<Connection, Mono<T>> work) {
        return Mono.defer(
                () -> {
                    ConnectionPool current = pool.get();
                    return current == null
                            ? Mono.error(new IllegalStateException("PostgreSQL is not ready"))
                            : Mono.usingWhen(
                                            current.create(),
                                            work,
                                            Connection::close,
                                            (connection, error) -> undo(connection),
                                            PostgresConnections::undo)
                                    .timeout(settings.deadline());
                });
    }

    private static Mono<Void> undo(Connection connection) {
        return Mono.from(connection.rollbackTransaction())
                .onErrorComplete() // a connection that is gone has nothing to roll back
                .then(Mono.from(connection.close()));
    }

    /// Forgets the connections: those that a silent server holds would never come back.
    void failed() {
        ConnectionPool old = pool.getAndSet(null);
        if (old != null) {
            old.dispose();
        }
    }

    @Override
    public void destroy() {
        failed();
    }
}
