package dev.fairgate.risk.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.risk.label.Label;
import dev.fairgate.risk.review.ReviewItem.Kind;
import dev.fairgate.risk.review.ReviewItem.Verdict;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GrantingTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    private final List<String> heard = new ArrayList<>();
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final Reviews.Granting granting =
            new Reviews.Granting(
                    new ReviewMetrics(registry, InstantSource.fixed(NOW)),
                    List.of((account, decision, by, at) -> heard.add(account + decision + by)));

    @Test
    void tellsOfAppealsThatAreGrantedAndCountsAllThatEnd() {
        granting.ended(item(Kind.APPEAL, Optional.of("alice")), verdict(Optional.of(true)));
        granting.ended(item(Kind.APPEAL, Optional.of("bob")), verdict(Optional.of(false)));
        granting.ended(item(Kind.REQUEST, Optional.empty()), verdict(Optional.empty()));

        assertThat(heard).containsExactly("alicedana");
        assertThat(count("granted")).isEqualTo(1);
        assertThat(count("upheld")).isEqualTo(1);
    }

    private double count(String outcome) {
        return registry.get("fairgate.appeals").tag("outcome", outcome).counter().count();
    }

    private static Verdict verdict(Optional<Boolean> granted) {
        return new Verdict(Label.HUMAN, granted, Optional.empty(), "ana", NOW);
    }

    private static ReviewItem item(Kind kind, Optional<String> account) {
        return new ReviewItem(
                "i",
                kind,
                "d",
                account,
                "",
                "x",
                Optional.empty(),
                NOW,
                Optional.empty(),
                Optional.empty());
    }
}
