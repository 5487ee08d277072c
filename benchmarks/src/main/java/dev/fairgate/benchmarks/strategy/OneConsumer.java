package dev.fairgate.benchmarks.strategy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;

/// A queue in order of arrival, with a bound, and one consumer that alone writes to PostgreSQL:
/// nothing to lock. It serves all that wait in one transaction, so that they share one write to
/// disk, and answers after the COMMIT.
///
/// Who finds the queue full is sent away at once.
final class OneConsumer implements Strategy {

    private static final int MOST_AT_ONCE = 128;

    private final Database database;
    private final SaleTables tables;
    private final BlockingQueue<Waiting> queue;
    private final Thread consumer;

    /// @param bound of the queue
    OneConsumer(Database database, int bound) {
        this.database = database;
        this.tables = new SaleTables(database, "one_consumer");
        this.queue = new ArrayBlockingQueue<>(bound);
        this.consumer = Thread.ofPlatform().daemon().name("consumer").start(this::consume);
    }

    private record Waiting(Purchase purchase, CompletableFuture<Answer> answer) {}

    @Override
    public String name() {
        return "queue, one consumer";
    }

    @Override
    public void open(String sale, int units) {
        tables.open(sale, units);
    }

    @Override
    public Till till() {
        return this::take;
    }

    private Answer take(Purchase purchase) {
        Waiting waiting = new Waiting(purchase, new CompletableFuture<>());
        return queue.offer(waiting) ? waiting.answer().join() : new Answer.GaveUp(1);
    }

    private void consume() {
        List<Waiting> batch = new ArrayList<>(MOST_AT_ONCE);
        try {
            while (!Thread.currentThread().isInterrupted()) {
                batch.add(queue.take());
                queue.drainTo(batch, MOST_AT_ONCE - 1);
                serve(batch);
                batch.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private void serve(List<Waiting> batch) {
        try {
            List<Answer> answers = database.transaction(it -> answers(it, batch));
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).answer().complete(answers.get(i));
            }
        } catch (RuntimeException e) {
            batch.forEach(waiting -> waiting.answer().completeExceptionally(e));
        }
    }

    private List<Answer> answers(Connection connection, List<Waiting> batch) throws SQLException {
        List<Purchase> purchases = batch.stream().map(Waiting::purchase).toList();
        Map<String, Order> known = new HashMap<>();
        List<String> requests = purchases.stream().map(Purchase::request).toList();
        tables.known(connection, requests).forEach(order -> known.put(order.request(), order));
        Map<String, Integer> left = left(connection, purchases);
        Map<Order, String> taken = new LinkedHashMap<>();
        List<Answer> answers = new ArrayList<>();
        for (Purchase purchase : purchases) {
            int units = left.getOrDefault(purchase.sale(), 0);
            if (units > 0 && !known.containsKey(purchase.request())) {
                Order order = Order.of(purchase);
                known.put(order.request(), order);
                taken.put(order, purchase.sale());
                left.put(purchase.sale(), units - 1);
            }
            Order order = known.get(purchase.request());
            answers.add(order == null ? new Answer.SoldOut(1) : new Answer.Taken(order, 1));
        }
        write(connection, taken, left);
        return answers;
    }

    private Map<String, Integer> left(Connection connection, List<Purchase> purchases)
            throws SQLException {
        Map<String, Integer> left = new HashMap<>();
        for (Purchase purchase : purchases) {
            if (!left.containsKey(purchase.sale())) {
                left.put(purchase.sale(), tables.left(connection, purchase.sale()).orElseThrow());
            }
        }
        return left;
    }

    private void write(Connection connection, Map<Order, String> taken, Map<String, Integer> left)
            throws SQLException {
        if (taken.isEmpty()) {
            return;
        }
        List<Order> orders = List.copyOf(taken.keySet());
        Database.write(
                connection,
                tables.sql("INSERT INTO %s.orders SELECT * FROM unnest(?, ?, ?, ?)"),
                array(connection, "text", orders.stream().map(Order::request).toArray()),
                array(connection, "text", orders.stream().map(taken::get).toArray()),
                array(connection, "text", orders.stream().map(Order::account).toArray()),
                array(
                        connection,
                        "bigint",
                        orders.stream().map(order -> order.takenAt().toEpochMilli()).toArray()));
        for (String sale : Map.copyOf(left).keySet()) {
            Database.write(
                    connection,
                    tables.sql("UPDATE %s.stock SET units = ? WHERE sale = ?"),
                    left.getOrDefault(sale, 0),
                    sale);
        }
    }

    private static java.sql.Array array(Connection connection, String type, Object[] values)
            throws SQLException {
        return connection.createArrayOf(type, values);
    }

    @Override
    public int left(String sale) {
        return tables.left(sale);
    }

    @Override
    public List<Order> orders(String sale) {
        return tables.orders(sale);
    }

    @Override
    public long bytes(String sale) {
        return tables.bytes();
    }

    @Override
    public void close() {
        consumer.interrupt();
    }
}
