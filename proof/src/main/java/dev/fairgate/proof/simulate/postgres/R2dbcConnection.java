package dev.fairgate.proof.simulate.postgres;

import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionMetadata;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.TransactionDefinition;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/// A connection as the driver's users see it.
final class R2dbcConnection implements Connection {

    private final SimulatedSession session;

    R2dbcConnection(SimulatedSession session) {
        this.session = session;
    }

    @Override
    public Publisher<Void> beginTransaction() {
        return session.begin();
    }

    @Override
    public Publisher<Void> commitTransaction() {
        return session.commit();
    }

    @Override
    public Publisher<Void> rollbackTransaction() {
        return session.rollback();
    }

    @Override
    public Publisher<Void> close() {
        return session.close();
    }

    @Override
    public Statement createStatement(String sql) {
        return new R2dbcStatement(session, sql);
    }

    @Override
    public Publisher<Boolean> validate(ValidationDepth depth) {
        return Mono.fromSupplier(() -> !session.isBroken());
    }

    @Override
    public boolean isAutoCommit() {
        return true;
    }

    @Override
    public ConnectionMetadata getMetadata() {
        throw unknown();
    }

    @Override
    public Publisher<Void> beginTransaction(TransactionDefinition definition) {
        throw unknown();
    }

    @Override
    public Batch createBatch() {
        throw unknown();
    }

    @Override
    public Publisher<Void> createSavepoint(String name) {
        throw unknown();
    }

    @Override
    public IsolationLevel getTransactionIsolationLevel() {
        throw unknown();
    }

    @Override
    public Publisher<Void> releaseSavepoint(String name) {
        throw unknown();
    }

    @Override
    public Publisher<Void> rollbackTransactionToSavepoint(String name) {
        throw unknown();
    }

    @Override
    public Publisher<Void> setAutoCommit(boolean autoCommit) {
        throw unknown();
    }

    @Override
    public Publisher<Void> setLockWaitTimeout(Duration timeout) {
        throw unknown();
    }

    @Override
    public Publisher<Void> setStatementTimeout(Duration timeout) {
        throw unknown();
    }

    @Override
    public Publisher<Void> setTransactionIsolationLevel(IsolationLevel level) {
        throw unknown();
    }

    private static UnsupportedOperationException unknown() {
        return new UnsupportedOperationException("not simulated");
    }
}
