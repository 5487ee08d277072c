package dev.fairgate.proof.simulate.postgres;

import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import io.r2dbc.spi.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/// A statement with its values by name.
final class R2dbcStatement implements Statement {

    private final SimulatedSession session;
    private final String sql;
    private final Map<String, @Nullable Object> bound = new HashMap<>();

    R2dbcStatement(SimulatedSession session, String sql) {
        this.session = session;
        this.sql = sql;
    }

    @Override
    public Statement bind(String name, Object value) {
        bound.put(name, value);
        return this;
    }

    @Override
    public Statement bindNull(String name, Class<?> type) {
        bound.put(name, null);
        return this;
    }

    @Override
    public Publisher<? extends Result> execute() {
        return session.run(Statements.name(sql), tables -> Statements.of(sql, bound).accept(tables))
                .thenReturn(new OneRow());
    }

    @Override
    public Statement add() {
        throw new UnsupportedOperationException("one set of values");
    }

    @Override
    public Statement bind(int index, Object value) {
        throw new UnsupportedOperationException("values have names");
    }

    @Override
    public Statement bindNull(int index, Class<?> type) {
        throw new UnsupportedOperationException("values have names");
    }

    private static final class OneRow implements Result {

        @Override
        public Publisher<Long> getRowsUpdated() {
            return Mono.just(1L);
        }

        @Override
        public <T> Publisher<T> map(BiFunction<Row, RowMetadata, ? extends T> mapping) {
            throw new UnsupportedOperationException("no rows");
        }

        @Override
        public Result filter(Predicate<Segment> filter) {
            throw new UnsupportedOperationException("no segments");
        }

        @Override
        public <T> Publisher<T> flatMap(
                Function<Segment, ? extends Publisher<? extends T>> mapping) {
            throw new UnsupportedOperationException("no segments");
        }
    }
}
