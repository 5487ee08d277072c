package dev.fairgate.risk.decision;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fairgate.models.feature.Known;
import dev.fairgate.models.feature.Request;
import java.time.Duration;

/// Who asks for which sale just now at this node. Nodes do not tell each other: a rush is seen by
/// each of them that it hits, within as many accounts as a rule allows.
final class Rushes {

    private static final int MOST_SALES = 1_000;

    private final Cache<String, Rush> sales =
            Caffeine.newBuilder()
                    .maximumSize(MOST_SALES)
                    .expireAfterAccess(Duration.ofMinutes(1))
                    .build();

    /// Takes a request into account, and says what the rush looks like with it.
    Known.Rush note(String sale, String account, Request request) {
        return sales.get(sale, _ -> new Rush()).note(account, request);
    }
}
