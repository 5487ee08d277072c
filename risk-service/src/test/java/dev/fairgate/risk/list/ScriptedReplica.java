package dev.fairgate.risk.list;

import dev.fairgate.risk.replica.Replica;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/// A replica in memory, where others get in between as a test wants it.
final class ScriptedReplica implements Replica {

    private final Consumer<State> listener;
    private final Queue<String> others = new ArrayDeque<>();
    private State state;
    private boolean away;
    private int proposals;

    ScriptedReplica(String first, Consumer<State> listener) {
        this.listener = listener;
        this.state = new State(0, first);
        listener.accept(state);
    }

    /// Before the next proposal is looked at, somebody else makes this the state.
    void somebodyElsePuts(Listing listing) {
        others.add(ListingJson.write(listing));
    }

    void isAway(boolean isAway) {
        this.away = isAway;
    }

    int proposals() {
        return proposals;
    }

    @Override
    public State current() {
        return state;
    }

    @Override
    public Mono<Change> propose(long expected, String body) {
        return Mono.fromSupplier(() -> answer(expected, body));
    }

    private Change answer(long expected, String body) {
        proposals++;
        if (away) {
            return new Change.Away();
        }
        String other = others.poll();
        if (other != null) {
            become(other);
        }
        if (state.sequence() != expected) {
            return new Change.Overtaken(state);
        }
        become(body);
        return new Change.Done(state);
    }

    private void become(String body) {
        state = new State(state.sequence() + 1, body);
        listener.accept(state);
    }
}
