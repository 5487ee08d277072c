package dev.fairgate.risk.decision;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.fairgate.risk.decision.AssessmentRequest.Telemetry;
import dev.fairgate.risk.decision.Assessments.Answer;
import dev.fairgate.risk.network.ClientAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Sends requests of accounts, devices and addresses that never were and never will be again, as
/// fast as they are answered, and meanwhile those of people, who always have the same.
final class Flood {

    private static final int SENDERS = 2;
    private static final int BATCH = 128;
    private static final Duration BETWEEN_PEOPLE = Duration.ofMillis(50);
    private static final Duration HANG = Duration.ofSeconds(10);
    private static final int PEOPLE = 200;
    private static final String PROCEED = "\"disposition\":\"proceed\"";
    private static final String MOVES =
            """
            {"pageOpenedAt":1790000000000,"submittedAt":1790000004210,
             "events":[[0,"f"],[16,"m",315,441],[900,"d",318,440],[985,"u",318,440]]}""";

    private final Assessments assessments;
    private final FloodedStore store;

    Flood(Assessments assessments, FloodedStore store) {
        this.assessments = assessments;
        this.store = store;
    }

    /// What came of it.
    ///
    /// @param sent random requests
    /// @param decided those of them with a decision; the others had 503
    /// @param mostMemory that the store used, of many looks at it
    /// @param evicted keys that went before their time
    /// @param people requests of people
    /// @param through those of them that may buy
    record Result(
            int sent,
            int decided,
            Duration took,
            long mostMemory,
            long evicted,
            int people,
            int through) {

        @Override
        public String toString() {
            return "%,d sent in %d s (%,d/s), %,d decided; at most %,d KiB used, %,d keys evicted; "
                            .formatted(
                                    sent,
                                    took.toSeconds(),
                                    sent * 1_000L / took.toMillis(),
                                    decided,
                                    mostMemory / 1024,
                                    evicted)
                    + "%d of %d people got through".formatted(through, people);
        }
    }

    /// Sends until there were so many, or the time is over.
    Result send(int most, Duration time) {
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger sent = new AtomicInteger();
        AtomicInteger decided = new AtomicInteger();
        int people = 0;
        int through = 0;
        long mostMemory = 0;
        try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            Runnable sender =
                    () -> {
                        while (System.nanoTime() < end && begun.addAndGet(BATCH) <= most) {
                            decided.addAndGet(decided(strangers()));
                            sent.addAndGet(BATCH);
                        }
                    };
            List<CompletableFuture<Void>> all =
                    Stream.generate(() -> CompletableFuture.runAsync(sender, senders))
                            .limit(SENDERS)
                            .toList();
            while (System.nanoTime() < end && begun.get() < most) {
                through += getsThrough(people++ % PEOPLE) ? 1 : 0;
                mostMemory = Math.max(mostMemory, store.usedMemory());
                LockSupport.parkNanos(BETWEEN_PEOPLE.toNanos());
            }
            all.forEach(CompletableFuture::join);
        }
        return new Result(
                sent.get(),
                decided.get(),
                Duration.ofNanos(System.nanoTime() - begin),
                mostMemory,
                store.evicted(),
                people,
                through);
    }

    private int decided(List<AssessmentRequest> requests) {
        List<Answer> answers = assessments.assess(requests, List.of()).block(HANG);
        return (int)
                Objects.requireNonNull(answers).stream()
                        .filter(Answer.Decided.class::isInstance)
                        .count();
    }

    /// Buys, and is done.
    private boolean getsThrough(int person) {
        AssessmentRequest request =
                request(
                        "person-" + person,
                        "their-" + person,
                        "100.64.%d.7".formatted(person),
                        new Telemetry.Sent(MOVES));
        Answer answer = assessments.assess(request).block(HANG);
        Finished finished =
                new Finished(request.requestId(), request.accountId(), request.saleId(), 409);
        assessments.assess(List.of(), List.of(finished)).block(HANG);
        return answer instanceof Answer.Decided(String json) && json.contains(PROCEED);
    }

    private static List<AssessmentRequest> strangers() {
        SplittableRandom random = new SplittableRandom();
        return Stream.generate(() -> stranger(random)).limit(BATCH).toList();
    }

    private static AssessmentRequest stranger(RandomGenerator random) {
        return request(
                Long.toHexString(random.nextLong()),
                Long.toHexString(random.nextLong()),
                random.nextBoolean() ? ipv4(random.nextInt()) : ipv6(random.nextLong()),
                new Telemetry.Absent());
    }

    private static String ipv4(int bits) {
        return "%d.%d.%d.%d"
                .formatted(bits >>> 24, bits >>> 16 & 255, bits >>> 8 & 255, bits & 255);
    }

    private static String ipv6(long bits) {
        return "2%03x:%x:%x:%x::1"
                .formatted(
                        bits >>> 48 & 0xfff,
                        bits >>> 32 & 0xffff,
                        bits >>> 16 & 0xffff,
                        bits & 0xffff);
    }

    private static AssessmentRequest request(
            String account, String device, String address, Telemetry telemetry) {
        return new AssessmentRequest(
                UlidCreator.getUlid().toString(),
                "sale",
                1,
                account,
                Optional.empty(),
                ClientAddress.parse(address).orElseThrow(),
                Optional.of(device),
                true,
                Optional.of("Mozilla/5.0"),
                List.of("Host"),
                1,
                telemetry,
                Optional.empty(),
                Instant.now());
    }
}
