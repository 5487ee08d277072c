package dev.fairgate.proof.crash;

import dev.fairgate.proof.history.Books;
import dev.fairgate.proof.history.Counters;
import dev.fairgate.proof.history.Entry;
import dev.fairgate.sale.stock.OrderRow;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Reads both stores from the side, once they have come to rest.
final class Keeper implements AutoCloseable {

    private static final String ROWS =
            """
            SELECT order_id, account_id, quantity, status FROM sale.sale_order
            WHERE sale_id = ? ORDER BY order_id
            """;

    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;
    private final String postgres;
    private final String sale;
    private final String tag;

    Keeper(int ledgerPort, int postgresPort, String sale) {
        this.client = RedisClient.create(RedisURI.create("127.0.0.1", ledgerPort));
        this.connection = client.connect();
        this.postgres =
                "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres&connectTimeout=5&socketTimeout=20"
                        .formatted(postgresPort);
        this.sale = sale;
        this.tag = "{" + sale + "}";
    }

    /// Waits until no hold is open: each was settled or has lapsed.
    void awaitNoHolds(Duration limit) {
        await(limit, () -> counters().held() == 0);
    }

    /// Whether units are left.
    boolean hasUnits() {
        return counters().available() > 0;
    }

    /// Waits until PostgreSQL has what the ledger has.
    void awaitRows(Duration limit) {
        await(limit, () -> Set.copyOf(rows()).equals(Set.copyOf(orders())));
    }

    Books books() {
        return new Books(counters(), orders(), rows());
    }

    /// What is not so in the end is for the checker to say.
    private static void await(Duration limit, BooleanSupplier done) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!done.getAsBoolean() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private Counters counters() {
        return Observer.counters(connection.sync(), tag);
    }

    private List<Entry> orders() {
        RedisCommands<String, String> redis = connection.sync();
        List<Entry> orders = new ArrayList<>();
        for (String key : new TreeSet<>(redis.keys(tag + ":orders:*"))) {
            String account = key.substring(key.lastIndexOf(':') + 1);
            for (Map.Entry<String, String> it : redis.hgetall(key).entrySet()) {
                OrderRow row = OrderRow.parse(it.getValue());
                orders.add(
                        new Entry(
                                sale + "." + it.getKey(),
                                account,
                                row.quantity(),
                                Observer.status(row.status().wireName()),
                                ""));
            }
        }
        return orders;
    }

    private List<Entry> rows() {
        try (Connection database = DriverManager.getConnection(postgres);
                PreparedStatement statement = database.prepareStatement(ROWS)) {
            statement.setString(1, sale);
            List<Entry> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(
                            new Entry(
                                    result.getString(1),
                                    result.getString(2),
                                    result.getInt(3),
                                    Observer.status(result.getString(4)),
                                    ""));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
