package dev.fairgate.sale.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.netflix.concurrency.limits.limit.FixedLimit;
import dev.fairgate.sale.web.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class SheddingTest {

    private final List<Sinks.One<String>> begun = new ArrayList<>();
    private final List<String> results = new ArrayList<>();
    private final Shedding shedding = new Shedding(FixedLimit.of(2), 3, Duration.ofSeconds(2));

    @Test
    void worksOnAsManyAsTheLimitSaysAndLetsTheRestWait() {
        for (int i = 0; i < 4; i++) {
            buy();
        }
        assertThat(begun).hasSize(2);

        begun.getFirst().tryEmitValue("a").orThrow();

        assertThat(results).containsExactly("a");
        assertThat(begun).hasSize(3);
    }

    @Test
    void refusesAtOnceWhenTooManyWait() {
        for (int i = 0; i < 6; i++) {
            buy();
        }

        assertThat(results).containsExactly("503");
    }

    @Test
    void refusesWhoHasWaitedTooLong() {
        Shedding patient = new Shedding(FixedLimit.of(1), 3, Duration.ofSeconds(2));
        patient.guard(Mono.never()).subscribe();

        StepVerifier.withVirtualTime(() -> patient.guard(Mono.just("x")))
                .expectSubscription()
                .expectNoEvent(Duration.ofMillis(1999))
                .thenAwait(Duration.ofMillis(1))
                .expectErrorMatches(
                        e -> e instanceof Refusal it && it.problem().slug().equals("overloaded"))
                .verify(Duration.ofSeconds(5));
    }

    @Test
    void givesThePlaceOfAFailedOneToTheNext() {
        for (int i = 0; i < 3; i++) {
            buy();
        }

        begun.getFirst().tryEmitError(new IllegalStateException("broken")).orThrow();

        assertThat(begun).hasSize(3);
    }

    @Test
    void neverWorksOnMoreThanTheLimitHoweverManyHangUp() {
        for (int i = 0; i < 50; i++) {
            Disposable first = buy();
            Disposable second = buy();
            Disposable waiting = buy();
            waiting.dispose();
            first.dispose();
            second.dispose();
        }
        begun.clear();

        for (int i = 0; i < 5; i++) {
            buy();
        }

        assertThat(begun).hasSize(2);
    }

    @Test
    void keepsItsBoundInARush() {
        Shedding crowd = new Shedding(FixedLimit.of(4), 10_000, Duration.ofSeconds(20));
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        List<Integer> served =
                Objects.requireNonNull(
                        Flux.range(0, 5_000)
                                .flatMap(
                                        i ->
                                                crowd.guard(
                                                                Mono.fromCallable(
                                                                                () -> {
                                                                                    most
                                                                                            .accumulateAndGet(
                                                                                                    inside
                                                                                                            .incrementAndGet(),
                                                                                                    Math
                                                                                                            ::max);
                                                                                    return i;
                                                                                })
                                                                        .publishOn(
                                                                                Schedulers
                                                                                        .parallel())
                                                                        .doOnNext(
                                                                                it ->
                                                                                        inside
                                                                                                .decrementAndGet()))
                                                        .subscribeOn(Schedulers.parallel()),
                                        5_000)
                                .collectList()
                                .block(Duration.ofSeconds(20)));

        assertThat(served).hasSize(5_000);
        assertThat(most.get()).isBetween(1, 4);
    }

    private Disposable buy() {
        Sinks.One<String> purchase = Sinks.one();
        return shedding.guard(
                        Mono.defer(
                                () -> {
                                    begun.add(purchase);
                                    return purchase.asMono();
                                }))
                .subscribe(
                        results::add,
                        error ->
                                results.add(
                                        error instanceof Refusal it
                                                ? Integer.toString(it.problem().status())
                                                : "error"));
    }
}
