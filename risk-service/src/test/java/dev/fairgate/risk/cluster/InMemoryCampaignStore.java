package dev.fairgate.risk.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// A store for nodes of one JVM, which can be away, and where everybody may have the lease.
final class InMemoryCampaignStore implements CampaignStore {

    final List<byte[]> chunks = new ArrayList<>();
    byte @Nullable [] snapshot;
    boolean away;
    boolean hasLease = true;
    Runnable beforePublish = () -> {};

    @Override
    public Mono<Void> append(byte[] chunk) {
        return answer(Mono.fromRunnable(() -> chunks.add(chunk)));
    }

    @Override
    public Mono<List<byte[]>> chunks() {
        return answer(Mono.fromSupplier(() -> List.copyOf(chunks)));
    }

    @Override
    public Mono<byte[]> snapshot() {
        return answer(Mono.justOrEmpty(snapshot));
    }

    @Override
    public Mono<Boolean> publish(byte @Nullable [] before, byte[] next) {
        beforePublish.run();
        boolean asExpected = Arrays.equals(before, snapshot);
        if (asExpected) {
            snapshot = next;
        }
        return answer(Mono.just(asExpected));
    }

    @Override
    public Mono<Boolean> lead() {
        return answer(Mono.just(hasLease));
    }

    @Override
    public Mono<Void> resign() {
        return answer(Mono.fromRunnable(() -> hasLease = false));
    }

    private <T> Mono<T> answer(Mono<T> answer) {
        return away ? Mono.error(new TimeoutException("away")) : answer;
    }
}
