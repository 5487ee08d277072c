package dev.fairgate.risk.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.risk.limit.StoredBucket.Attempt;
import io.github.bucket4j.BucketConfiguration;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LoneBucketTest {

    private static final long BEGIN = 1_790_000_000_000_000_000L;

    @Test
    void answersWhatABucketInTheStoreDoes() {
        Random random = new Random(3);
        for (int i = 0; i < 50; i++) {
            Limit limit =
                    new Limit(
                            1 + random.nextInt(8),
                            1 + random.nextInt(3),
                            Duration.ofMillis(1 + random.nextInt(3_000)));
            LimitRequest request =
                    new LimitRequest(new LimitKey(LimitEntity.ACCOUNT, "a"), limit, 1);
            BucketConfiguration configuration = BucketMemory.configuration(limit);
            Stamps stamps = new Stamps();
            StoredBucket stored = StoredBucket.NONE;
            long now = BEGIN;
            LoneBucket lone = new LoneBucket.Maker(limit).full(now);
            for (int take = 0; take < 200; take++) {
                now += random.nextLong(2_000_000_000L);
                Attempt attempt = stored.attempt(request, configuration, now);
                LimitOutcome outcome = attempt.take(request);
                stored = attempt.after(stamps);

                assertThat(lone.take(now))
                        .as("%s, take %d", limit, take)
                        .isEqualTo(outcome.allowed());
            }
        }
    }

    @Test
    void givesNothingWhenItWasDrainedUntilATokenIsBack() {
        LoneBucket bucket =
                new LoneBucket.Maker(new Limit(5, 1, Duration.ofSeconds(1))).full(BEGIN);

        bucket.drain(Long.MAX_VALUE, BEGIN);

        assertThat(bucket.take(BEGIN + 999_999_999)).isFalse();
        assertThat(bucket.take(BEGIN + 1_000_000_000)).isTrue();
    }
}
