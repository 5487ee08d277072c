package dev.fairgate.risk.limit;

import dev.fairgate.risk.limit.StoredBucket.Attempt;
import dev.fairgate.risk.store.Seen;
import dev.fairgate.risk.store.Swap;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Takes tokens, and looks at requests, for many of them together, in as few trips to the store as
/// can be.
///
/// Those that ask for the same bucket share one proposal, made from the state that this node saw
/// last. Where the store holds another state, that comes back, and the next trip proposes from it;
/// whoever asks for the same bucket meanwhile joins in. A bucket that is known to be empty refuses
/// without a trip, and that is exact: other nodes can only have taken more.
///
/// Use: [#ask(LimitRequest)] any number of times, then [#propose(List)] and [#answered(List, int)]
/// in turns. Not thread-safe; no I/O here.
public final class Consumption {

    private final BucketMemory memory;
    private final LongSupplier clock;
    private final Map<String, Shared> open = new LinkedHashMap<>();
    private final List<Shared> proposed = new ArrayList<>();

    Consumption(BucketMemory memory, LongSupplier clock) {
        this.memory = memory;
        this.clock = clock;
    }

    /// One token, asked for.
    public static final class Ask {
        private final LimitRequest request;
        private @Nullable LimitOutcome outcome;

        private Ask(LimitRequest request) {
            this.request = request;
        }

        /// Whether it is for a token, and not only to be seen.
        public boolean isForToken() {
            return request.limit().isPresent();
        }

        /// What the entity answered; null until it has.
        public @Nullable LimitOutcome outcome() {
            return outcome;
        }
    }

    /// All who ask for one bucket, and what would be the case if the store agreed.
    private static final class Shared {
        private final LimitRequest request;
        private final String key;
        private final List<Ask> asks = new ArrayList<>(2);
        private StoredBucket believed;
        private int toGiveBack;
        private StoredBucket proposal = StoredBucket.NONE;
        private List<LimitOutcome> outcomes = List.of();

        Shared(LimitRequest request, String key, StoredBucket believed) {
            this.request = request;
            this.key = key;
            this.believed = believed;
        }
    }

    /// Asks for one token.
    public Ask ask(LimitRequest request) {
        Ask ask = new Ask(request);
        share(request).asks.add(ask);
        return ask;
    }

    /// Whether a bucket is empty as far as this node knows: then it refuses, whatever others do.
    public boolean isKnownEmpty(LimitRequest request) {
        StoredBucket bucket = memory.get(request.storeKey());
        return bucket.exists()
                && bucket.attempt(request, memory.configuration(request), clock.getAsLong())
                        .isEmpty();
    }

    /// Gives back the token of an ask that turned out to be a repeat.
    public void giveBack(Ask ask) {
        LimitOutcome outcome = ask.outcome;
        if (outcome != null && outcome.allowed() && !outcome.local()) {
            share(ask.request).toGiveBack++;
        }
    }

    /// Gives up waiting for an ask that has no answer yet: this node answers it alone.
    public void abandon(Ask ask) {
        Shared shared = open.get(ask.request.storeKey());
        int place = shared == null ? -1 : shared.asks.indexOf(ask);
        if (shared == null || place < 0) {
            return;
        }
        LimitOutcome proposed =
                place < shared.outcomes.size()
                        ? shared.outcomes.remove(place)
                        : LimitOutcome.free(ask.request.key().entity());
        ask.outcome = memory.local(ask.request, proposed);
        shared.asks.remove(place);
        if (isIdle(shared)) {
            open.remove(shared.key);
        }
    }

    /// Adds what the next trip has to carry, if anything. Asks that need no trip are answered here.
    public void propose(List<Swap> trip) {
        proposed.clear();
        long now = clock.getAsLong();
        for (Iterator<Shared> all = open.values().iterator(); all.hasNext(); ) {
            Shared shared = all.next();
            Attempt attempt = attempt(shared, now);
            shared.proposal = attempt.after(memory.stamps());
            if (attempt.isChanged()) {
                trip.add(attempt.swap(shared.key, shared.proposal));
                proposed.add(shared);
            } else {
                settle(shared, shared.outcomes);
                all.remove();
            }
        }
    }

    /// Takes what became of the swaps that were proposed last.
    ///
    /// @param from where they begin in the trip
    public void answered(List<Seen> trip, int from) {
        for (int i = 0; i < proposed.size(); i++) {
            Shared shared = proposed.get(i);
            switch (trip.get(from + i)) {
                case Seen.Done _ -> {
                    settle(shared, shared.outcomes);
                    open.remove(shared.key);
                }
                case Seen.Held held -> shared.believed = held(shared, held);
                case Seen.Lost _ -> {
                    shared.proposal = shared.believed;
                    settle(shared, alone(shared));
                    open.remove(shared.key);
                }
            }
        }
        proposed.clear();
    }

    private Attempt attempt(Shared shared, long now) {
        Attempt attempt =
                shared.believed.attempt(shared.request, memory.configuration(shared.request), now);
        for (int i = 0; i < shared.toGiveBack; i++) {
            attempt.giveBack();
        }
        shared.outcomes = new ArrayList<>(shared.asks.size());
        for (Ask ask : shared.asks) {
            shared.outcomes.add(attempt.take(ask.request));
        }
        return attempt;
    }

    private StoredBucket held(Shared shared, Seen.Held held) {
        LimitKey key = shared.request.key();
        return memory.networks().recall(key, StoredBucket.held(key.entity().kind(), held.value()));
    }

    /// What this node answers by itself: tokens of its own quota, and what it last knew.
    private List<LimitOutcome> alone(Shared shared) {
        List<LimitOutcome> outcomes = new ArrayList<>(shared.asks.size());
        for (int i = 0; i < shared.asks.size(); i++) {
            outcomes.add(memory.local(shared.asks.get(i).request, shared.outcomes.get(i)));
        }
        return outcomes;
    }

    private Shared share(LimitRequest request) {
        return open.computeIfAbsent(
                request.storeKey(), key -> new Shared(request, key, believed(request, key)));
    }

    private StoredBucket believed(LimitRequest request, String key) {
        return memory.networks().recall(request.key(), memory.get(key));
    }

    private void settle(Shared shared, List<LimitOutcome> outcomes) {
        memory.networks().note(shared.request.key(), shared.believed, shared.proposal);
        memory.put(shared.key, shared.proposal);
        for (int i = 0; i < shared.asks.size(); i++) {
            shared.asks.get(i).outcome = outcomes.get(i);
        }
    }

    private static boolean isIdle(Shared shared) {
        return shared.asks.isEmpty() && shared.toGiveBack == 0;
    }
}
