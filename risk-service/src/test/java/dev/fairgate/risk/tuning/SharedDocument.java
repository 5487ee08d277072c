package dev.fairgate.risk.tuning;

import dev.fairgate.risk.replica.Replica;
import dev.fairgate.risk.replica.Replicas;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/// What several nodes share, in one process: everybody hears of a change at once.
final class SharedDocument implements Replicas {

    private final List<Consumer<Replica.State>> listeners = new ArrayList<>();
    private Replica.State state = new Replica.State(0, "");
    boolean isAway;

    @Override
    public Replica open(String name, String first, Consumer<Replica.State> listener) {
        if (state.sequence() == 0) {
            state = new Replica.State(0, first);
        }
        listeners.add(listener);
        listener.accept(state);
        return new Replica() {
            @Override
            public State current() {
                return state;
            }

            @Override
            public Mono<Change> propose(long expected, String body) {
                return Mono.fromSupplier(() -> put(expected, body));
            }
        };
    }

    /// Another state, from wherever.
    void become(long sequence, String body) {
        state = new Replica.State(sequence, body);
        listeners.forEach(it -> it.accept(state));
    }

    Replica.State state() {
        return state;
    }

    private Replica.Change put(long expected, String body) {
        if (isAway) {
            return new Replica.Change.Away();
        }
        if (state.sequence() != expected) {
            return new Replica.Change.Overtaken(state);
        }
        become(expected + 1, body);
        return new Replica.Change.Done(state);
    }
}
