package dev.fairgate.sale.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.payment.PaymentProvider.Started;
import dev.fairgate.sale.sale.Price;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.stock.Commit;
import dev.fairgate.sale.stock.CommitResult;
import dev.fairgate.sale.stock.IdempotencyKey;
import dev.fairgate.sale.stock.Order;
import dev.fairgate.sale.stock.OrderId;
import dev.fairgate.sale.stock.OrderStatus;
import dev.fairgate.sale.stock.Settlement;
import dev.fairgate.sale.stock.Stock;
import dev.fairgate.sale.web.Refusal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class PaymentsTest {

    private static final Order ORDER =
            new Order(
                    new OrderId(new SaleId("demo"), "01KAPZ9E00ABCDEFGHJKMNPQRS"),
                    "alice",
                    3,
                    new Price(1_000_000_000_000L, "EUR"),
                    OrderStatus.HELD,
                    Instant.EPOCH,
                    Instant.EPOCH.plusSeconds(300),
                    "d");

    @Test
    void waitsForAProviderForFiveSeconds() {
        StepVerifier.withVirtualTime(() -> payments(order -> Mono.never()).start(ORDER))
                .expectSubscription()
                .expectNoEvent(Duration.ofMillis(4999))
                .thenAwait(Duration.ofMillis(1))
                .verifyErrorSatisfies(PaymentsTest::assertUnavailable);
    }

    @Test
    void refusesWhenTheProviderFails() {
        StepVerifier.create(
                        payments(order -> Mono.error(new IllegalStateException("down")))
                                .start(ORDER))
                .verifyErrorSatisfies(PaymentsTest::assertUnavailable);
    }

    @Test
    void namesTheSamePaymentForTheSameOrder() {
        Payments demo = payments(new DemoPayments());

        StepVerifier.create(Flux.merge(demo.start(ORDER), demo.start(ORDER)).distinct())
                .expectNext(new Started.Captured("demo-01KAPZ9E00ABCDEFGHJKMNPQRS"))
                .verifyComplete();
    }

    @Test
    void keepsWhatThePagesAddressHasAlready() {
        StepVerifier.create(
                        payments(new PaymentPage(URI.create("https://pay.example/c%20o?x=%26")))
                                .start(ORDER))
                .expectNext(
                        new Started.Pending(
                                URI.create(
                                        "https://pay.example/c%20o?x=%26&orderId=demo.01KAPZ9E00ABCDEFGHJKMNPQRS&accountId=alice&amount=3000000000000&currency=EUR")))
                .verifyComplete();
    }

    private static void assertUnavailable(Throwable error) {
        assertThat(error)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        it -> {
                            assertThat(it.problem().status()).isEqualTo(503);
                            assertThat(it.problem().slug()).isEqualTo("payment-unavailable");
                        });
    }

    private static Payments payments(PaymentProvider provider) {
        return new Payments(provider, new Untouched(), new SimpleMeterRegistry());
    }

    /// Starting a payment is no business of the ledger's.
    private static final class Untouched implements Stock {

        @Override
        public Mono<CommitResult> commit(Commit commit) {
            throw new AssertionError();
        }

        @Override
        public Mono<CommitResult> replay(
                SaleId sale, String account, IdempotencyKey key, int quantity) {
            throw new AssertionError();
        }

        @Override
        public Mono<Settlement> release(OrderId order, String account, OrderStatus to) {
            throw new AssertionError();
        }

        @Override
        public Mono<Settlement> captured(OrderId order, String account, String payment) {
            throw new AssertionError();
        }

        @Override
        public Mono<Order> find(OrderId order, String account) {
            throw new AssertionError();
        }

        @Override
        public Flux<Order> of(SaleId sale, String account) {
            throw new AssertionError();
        }

        @Override
        public Flux<DueHold> due(SaleId sale, Instant now, int limit) {
            throw new AssertionError();
        }
    }
}
