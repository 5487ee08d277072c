package dev.fairgate.benchmarks.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.fairgate.benchmarks.strategy.Strategy.Till;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// The one job that all strategies do. Real servers; 32 clients at a time.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
abstract class StockContract {

    private static final int CLIENTS = 32;

    private final Strategy strategy = strategy();

    /// The strategy under test. One that may give up does so early, so that the tests see it.
    abstract Strategy strategy();

    @AfterAll
    void close() {
        strategy.close();
    }

    @Test
    void sellsEveryUnitOnceToBuyersWhoComeAgain() throws Exception {
        String sale = sale(200);

        List<Answer> answers = together(purchases(sale, 400), StockContract::untilAnswered);

        assertThat(answers).hasSize(400).noneMatch(Answer.GaveUp.class::isInstance);
        assertThat(taken(answers)).hasSize(200).doesNotHaveDuplicates();
        assertThat(strategy.orders(sale)).containsExactlyInAnyOrderElementsOf(taken(answers));
        assertThat(strategy.left(sale)).isZero();
    }

    @Test
    void takesNothingForWhomItGaveUpOn() throws Exception {
        String sale = sale(200);

        List<Answer> answers = together(purchases(sale, 400), Till::take);

        assertThat(strategy.orders(sale)).containsExactlyInAnyOrderElementsOf(taken(answers));
        assertThat(strategy.left(sale)).isEqualTo(200 - taken(answers).size());
    }

    @Test
    void saysSoldOutAfterTheLastUnit() {
        String sale = sale(1);
        try (Till till = strategy.till()) {
            assertThat(till.take(purchase(sale))).isInstanceOf(Answer.Taken.class);
            assertThat(till.take(purchase(sale))).isInstanceOf(Answer.SoldOut.class);
        }
        assertThat(strategy.left(sale)).isZero();
        assertThat(strategy.orders(sale)).hasSize(1);
    }

    @Test
    void givesARepeatedRequestTheSameOrder() {
        String sale = sale(2);
        Purchase first = purchase(sale);
        try (Till till = strategy.till();
                Till other = strategy.till()) {
            Order order = order(till.take(first));

            assertThat(order.request()).isEqualTo(first.request());
            assertThat(order.account()).isEqualTo(first.account());
            assertThat(order(till.take(first))).isEqualTo(order);
            assertThat(order(other.take(first))).isEqualTo(order);
            assertThat(strategy.left(sale)).isEqualTo(1);
        }
    }

    @Test
    void givesARepeatedRequestItsOrderAlsoWhenNoUnitIsLeft() {
        String sale = sale(1);
        Purchase only = purchase(sale);
        try (Till till = strategy.till()) {
            Order order = order(till.take(only));

            assertThat(till.take(purchase(sale))).isInstanceOf(Answer.SoldOut.class);
            assertThat(order(till.take(only))).isEqualTo(order);
        }
    }

    @Test
    void takesOneUnitForARequestThatComesManyTimesAtOnce() throws Exception {
        for (int round = 0; round < 10; round++) {
            String sale = sale(CLIENTS);
            Purchase same = purchase(sale);
            List<Purchase> clicks = IntStream.range(0, CLIENTS).mapToObj(_ -> same).toList();

            List<Answer> answers = together(clicks, StockContract::untilAnswered);

            assertThat(new HashSet<>(taken(answers))).hasSize(1);
            assertThat(taken(answers)).hasSize(CLIENTS);
            assertThat(strategy.left(sale)).isEqualTo(CLIENTS - 1);
            assertThat(strategy.orders(sale)).containsExactly(taken(answers).getFirst());
        }
    }

    @Test
    void keepsSalesApart() throws Exception {
        String one = sale(50);
        String other = sale(70);
        List<Purchase> both =
                IntStream.range(0, 100)
                        .boxed()
                        .flatMap(_ -> Stream.of(purchase(one), purchase(other)))
                        .toList();

        together(both, StockContract::untilAnswered);

        assertThat(strategy.orders(one))
                .hasSize(50)
                .extracting(Order::request)
                .isSubsetOf(requests(both, one));
        assertThat(strategy.orders(other))
                .hasSize(70)
                .extracting(Order::request)
                .isSubsetOf(requests(both, other));
        assertThat(strategy.left(one)).isZero();
        assertThat(strategy.left(other)).isZero();
    }

    @Test
    void hasInTheStoreWhatItAnswered() {
        String sale = sale(20);
        List<Order> told = new ArrayList<>();
        try (Till till = strategy.till()) {
            for (int n = 1; n <= 20; n++) {
                told.add(order(till.take(purchase(sale))));

                assertThat(strategy.orders(sale)).containsExactlyInAnyOrderElementsOf(told);
                assertThat(strategy.left(sale)).isEqualTo(20 - n);
            }
        }
    }

    /// A new sale.
    final String sale(int units) {
        String sale = "sale-" + ulid().toLowerCase(java.util.Locale.ROOT);
        strategy.open(sale, units);
        return sale;
    }

    static Purchase purchase(String sale) {
        String request = ulid();
        return new Purchase(sale, "of-" + request, request);
    }

    static List<Purchase> purchases(String sale, int count) {
        return IntStream.range(0, count).mapToObj(_ -> purchase(sale)).toList();
    }

    private static String ulid() {
        return UlidCreator.getMonotonicUlid().toString();
    }

    /// How one purchase is made.
    interface Manner {
        Answer take(Till till, Purchase purchase);
    }

    /// A buyer who comes again whenever the strategy gives up.
    static Answer untilAnswered(Till till, Purchase purchase) {
        Answer answer = till.take(purchase);
        while (answer instanceof Answer.GaveUp) {
            answer = till.take(purchase);
        }
        return answer;
    }

    /// Makes all purchases, one at a time by each client.
    final List<Answer> together(List<Purchase> purchases, Manner manner)
            throws InterruptedException, ExecutionException {
        ConcurrentLinkedQueue<Purchase> next = new ConcurrentLinkedQueue<>(purchases);
        List<Till> tills = IntStream.range(0, CLIENTS).mapToObj(_ -> strategy.till()).toList();
        List<Callable<List<Answer>>> clients = new ArrayList<>();
        tills.forEach(till -> clients.add(() -> all(till, next, manner)));
        List<Answer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<Answer>> client : threads.invokeAll(clients)) {
                answers.addAll(client.get());
            }
        } finally {
            tills.forEach(Till::close);
        }
        return answers;
    }

    private static List<Answer> all(
            Till till, ConcurrentLinkedQueue<Purchase> next, Manner manner) {
        List<Answer> answers = new ArrayList<>();
        for (Purchase purchase = next.poll(); purchase != null; purchase = next.poll()) {
            answers.add(manner.take(till, purchase));
        }
        return answers;
    }

    private static List<String> requests(List<Purchase> purchases, String sale) {
        return purchases.stream()
                .filter(it -> it.sale().equals(sale))
                .map(Purchase::request)
                .toList();
    }

    private static List<Order> taken(List<Answer> answers) {
        return answers.stream()
                .filter(Answer.Taken.class::isInstance)
                .map(StockContract::order)
                .toList();
    }

    private static Order order(Answer answer) {
        return switch (answer) {
            case Answer.Taken taken -> taken.order();
            case Answer.SoldOut _, Answer.GaveUp _ -> throw new AssertionError(answer);
        };
    }
}
