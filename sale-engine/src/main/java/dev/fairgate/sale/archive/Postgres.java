package dev.fairgate.sale.archive;

import dev.fairgate.sale.RefusedToStart;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.R2dbcException;
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

/// A few connections to PostgreSQL, thrown away when one fails and made anew by [#ready()], after
/// the migrations. A start does not wait for PostgreSQL: what sells does not need it.
///
/// Every call errors with [Refused] when the server refuses the values, which asking again does not
/// mend, and with [Away] for everything else.
public final class Postgres implements DisposableBean {

    /// Transactions at one moment.
    static final int MOST = 4;

    /// Transactions that may wait for a connection.
    private static final int MOST_WAITING = 256;

    private static final String SCHEMA = "sale";
    private static final Duration MIGRATION = Duration.ofSeconds(60);
    private static final Duration FAREWELL = Duration.ofMillis(200);
    private static final Duration IDLE = Duration.ofMinutes(1);

    /// The server will not take these values, whoever asks and whenever.
    public static final class Refused extends RuntimeException {
        Refused(Throwable cause) {
            super(String.valueOf(cause.getMessage()), cause, false, false);
        }
    }

    /// The server is not there, too slow, full, or not set up; the same call may work later.
    public static final class Away extends RuntimeException {
        Away(Throwable cause) {
            super(cause.getClass().getSimpleName() + ": " + firstLine(cause), cause, false, false);
        }

        /// Migrations tell a whole page.
        private static String firstLine(Throwable cause) {
            return String.valueOf(cause.getMessage()).strip().lines().findFirst().orElse("");
        }
    }

    /// Whether `fairgate.archive.url` names one: a setting that is there but empty, as compose
    /// files make them, names nothing.
    public static final class IsNamed implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata annotated) {
            return !context.getEnvironment().getProperty("fairgate.archive.url", "").isEmpty();
        }
    }

    private final ArchiveSettings settings;
    private final ConnectionFactory factory;
    private final AtomicReference<@Nullable ConnectionPool> pool = new AtomicReference<>();

    Postgres(ArchiveSettings settings) {
        this.settings = settings;
        this.factory = ConnectionFactories.get(options(settings));
    }

    /// Connections of their own for those who read: many of them do not keep a writer waiting. They
    /// need no [#ready()], for they migrate nothing.
    static Postgres forReading(ArchiveSettings settings) {
        Postgres postgres = new Postgres(settings);
        postgres.open();
        return postgres;
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
    public boolean isUp() {
        return pool.get() != null;
    }

    /// Completes when there are connections and the schema is there.
    Mono<Void> ready() {
        return Mono.defer(
                () ->
                        isUp()
                                ? Mono.empty()
                                : migrate().doOnSuccess(done -> open()).onErrorMap(Away::new));
    }

    private void open() {
        ConnectionPool fresh = connections();
        if (!pool.compareAndSet(null, fresh)) {
            fresh.dispose(); // without connections yet
        }
    }

    private ConnectionPool connections() {
        return new ConnectionPool(
                ConnectionPoolConfiguration.builder(factory)
                        .initialSize(0)
                        .maxSize(MOST)
                        .maxIdleTime(IDLE)
                        .maxAcquireTime(settings.deadline())
                        .customizer(waiting -> waiting.maxPendingAcquire(MOST_WAITING))
                        .build());
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

    /// Runs the work in one transaction, within the deadline; completes after the COMMIT.
    public <T> Flux<T> transaction(Function<Connection, Flux<T>> work) {
        return Mono.defer(
                        () -> {
                            ConnectionPool current = pool.get();
                            return current == null
                                    ? Mono.error(new IllegalStateException("not ready"))
                                    : run(current, work).timeout(settings.deadline());
                        })
                .onErrorMap(e -> isRefusal(e) ? new Refused(e) : new Away(e))
                .flatMapIterable(rows -> rows);
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

    /// SQLSTATE class 22, data exception, or 23, integrity constraint violation.
    private static boolean isRefusal(Throwable error) {
        return error instanceof R2dbcException refused
                && refused.getSqlState() != null
                && (refused.getSqlState().startsWith("22")
                        || refused.getSqlState().startsWith("23"));
    }

    private static Mono<Void> undo(Connection connection) {
        return Mono.from(connection.rollbackTransaction())
                .onErrorComplete() // a connection that is gone has nothing to roll back
                .then(Mono.from(connection.close()));
    }

    /// Forgets the connections: those that a silent server holds would never come back.
    Mono<Void> failed() {
        return Mono.defer(() -> farewell(pool.getAndSet(null)));
    }

    /// Goes on with other connections.
    Mono<Void> reopen() {
        return Mono.defer(() -> farewell(pool.getAndSet(connections())));
    }

    /// A server that is silent is not waited for.
    private static Mono<Void> farewell(@Nullable ConnectionPool old) {
        return old == null ? Mono.empty() : old.disposeLater().timeout(FAREWELL).onErrorComplete();
    }

    @Override
    public void destroy() {
        ConnectionPool old = pool.getAndSet(null);
        if (old != null) {
            old.dispose();
        }
    }
}
