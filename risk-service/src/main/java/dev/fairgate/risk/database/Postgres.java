package dev.fairgate.risk.database;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// A few connections to PostgreSQL: the first use makes them, after the migrations; a failure
/// throws them away, and the next use makes others. Nothing is connected at the start.
///
/// Every call errors with [Away] when the server is not there, too slow, full, or not set up.
public final class Postgres implements DisposableBean {

    private static final int MOST = 4;
    private static final int MOST_WAITING = 64;
    private static final String SCHEMA = "risk";
    private static final Duration MIGRATION = Duration.ofSeconds(60);
    private static final Duration IDLE = Duration.ofMinutes(1);

    /// The same call may work later.
    public static final class Away extends RuntimeException {
        Away(Throwable cause) {
            super(cause.getClass().getSimpleName() + ": " + firstLine(cause), cause, false, false);
        }

        /// Migrations tell a whole page.
        private static String firstLine(Throwable cause) {
            return String.valueOf(cause.getMessage()).strip().lines().findFirst().orElse("");
        }
    }

    /// Whether `fairgate.database.url` names one: a setting that is there but empty, as compose
    /// files make them, names nothing.
    public static final class IsNamed implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata annotated) {
            return !context.getEnvironment().getProperty("fairgate.database.url", "").isEmpty();
        }
    }

    private final DatabaseSettings settings;
    private final ConnectionFactory factory;
    private final AtomicReference<@Nullable ConnectionPool> pool = new AtomicReference<>();

    Postgres(DatabaseSettings settings) {
        this.settings = settings;
        this.factory =
                ConnectionFactories.get(
                        ConnectionFactoryOptions.parse(settings.url())
                                .mutate()
                                .option(ConnectionFactoryOptions.USER, settings.username())
                                .option(ConnectionFactoryOptions.PASSWORD, settings.password())
                                .option(
                                        ConnectionFactoryOptions.CONNECT_TIMEOUT,
                                        settings.deadline())
                                .option(
                                        PostgresqlConnectionFactoryProvider.STATEMENT_TIMEOUT,
                                        settings.deadline())
                                .option(PostgresqlConnectionFactoryProvider.TCP_KEEPALIVE, true)
                                .build());
    }

    /// Runs the work in one transaction, within the deadline; completes after the COMMIT. The
    /// first one, and the first after a failure, takes up to a minute more for the migrations.
    public <T> Flux<T> transaction(Function<Connection, Flux<T>> work) {
        return connections()
                .flatMap(current -> run(current, work).timeout(settings.deadline()))
                .onErrorMap(Away::new)
                .doOnError(away -> forget())
                .flatMapIterable(rows -> rows);
    }

    private Mono<ConnectionPool> connections() {
        return Mono.defer(
                () -> {
                    ConnectionPool current = pool.get();
                    return current == null ? migrate().then(open()) : Mono.just(current);
                });
    }

    /// The driver of the migrations blocks, on a thread for that; whoever else needs them waits for
    /// the first, and so do two nodes for each other.
    private Mono<Void> migrate() {
        return Mono.<Void>fromRunnable(this::migrateNow)
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(MIGRATION);
    }

    private synchronized void migrateNow() {
        if (pool.get() != null) {
            return; // whoever came first has done it
        }
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
                .locations("classpath:db/risk")
                .load()
                .migrate();
    }

    private Mono<ConnectionPool> open() {
        return Mono.fromSupplier(
                () -> {
                    ConnectionPool fresh = fresh();
                    ConnectionPool other = pool.compareAndExchange(null, fresh);
                    return other == null ? fresh : other; // one without connections needs no end
                });
    }

    private ConnectionPool fresh() {
        return new ConnectionPool(
                ConnectionPoolConfiguration.builder(factory)
                        .initialSize(0)
                        .maxSize(MOST)
                        .maxIdleTime(IDLE)
                        .maxAcquireTime(settings.deadline())
                        .customizer(waiting -> waiting.maxPendingAcquire(MOST_WAITING))
                        .build());
    }

    private static <T> Mono<List<T>> run(ConnectionPool pool, Function<Connection, Flux<T>> work) {
        return Mono.usingWhen(
                pool.create(),
                connection ->
                        Mono.from(connection.beginTransaction())
                                .thenMany(Flux.defer(() -> work.apply(connection)))
                                .collectList()
                                .delayUntil(rows -> connection.commitTransaction()),
                Connection::close,
                (connection, error) -> undo(connection),
                Postgres::undo);
    }

    private static Mono<Void> undo(Connection connection) {
        return Mono.from(connection.rollbackTransaction())
                .onErrorComplete() // a connection that is gone has nothing to roll back
                .then(Mono.from(connection.close()));
    }

    /// Connections that a silent server holds would never come back. Ending them blocks, which an
    /// event loop, where most errors arrive, refuses to do.
    private void forget() {
        ConnectionPool old = pool.getAndSet(null);
        if (old != null) {
            // Waits for the connections, which an event loop must not, and nobody else needs to.
            var _ = Schedulers.boundedElastic().schedule(old::dispose);
        }
    }

    @Override
    public void destroy() {
        ConnectionPool last = pool.getAndSet(null);
        if (last != null) {
            last.dispose();
        }
    }
}
