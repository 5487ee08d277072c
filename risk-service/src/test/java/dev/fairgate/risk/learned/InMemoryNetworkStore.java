package dev.fairgate.risk.learned;

import dev.fairgate.models.feature.Learned;
import dev.fairgate.risk.limit.LimitKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/// A store that can be away.
final class InMemoryNetworkStore implements NetworkStore {

    final Map<LimitKey, Learned> rows = new HashMap<>();
    boolean away;
    int calls;
    int tidied;

    @Override
    public Mono<List<LearnedNetwork>> newest(int most) {
        return answer(
                () ->
                        rows.entrySet().stream()
                                .limit(most)
                                .map(row -> new LearnedNetwork(row.getKey(), row.getValue()))
                                .toList());
    }

    @Override
    public Mono<Void> store(List<LearnedNetwork> networks) {
        return answer(
                        () -> {
                            networks.forEach(it -> rows.put(it.network(), it.learned()));
                            return networks.size();
                        })
                .then();
    }

    @Override
    public Mono<Void> tidy() {
        return answer(() -> tidied++).then();
    }

    private <T> Mono<T> answer(Supplier<T> what) {
        return Mono.defer(
                () -> {
                    calls++;
                    return away
                            ? Mono.error(new TimeoutException("away"))
                            : Mono.fromSupplier(what);
                });
    }
}
