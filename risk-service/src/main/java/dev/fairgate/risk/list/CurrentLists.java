package dev.fairgate.risk.list;

import dev.fairgate.risk.replica.Replica;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The lists as this node has them. A decision looks once; nobody waits here. Before the first
/// state is known they are empty.
public final class CurrentLists {

    private static final Logger log = LoggerFactory.getLogger(CurrentLists.class);

    private final AtomicReference<ListView> view = new AtomicReference<>(ListView.empty());

    /// How people want a buyer to be treated.
    ///
    /// @param at the time of the request
    public Treatment treatment(Buyer buyer, Instant at) {
        return view.get().of(buyer, at.toEpochMilli());
    }

    /// Takes a state, unless a newer one is there. One that cannot be read changes nothing: the
    /// last good one counts.
    void install(Replica.State state) {
        try {
            ListView next = new ListView(state.sequence(), ListingJson.read(state.body()));
            view.accumulateAndGet(
                    next, (last, it) -> it.sequence() > last.sequence() ? it : last);
        } catch (RuntimeException e) { // whatever a newer release may have written
            log.warn("The lists of sequence {} cannot be read", state.sequence(), e);
        }
    }

    /// What a state says; read again only where it is not the one in force.
    Listing listing(Replica.State state) {
        ListView last = view.get();
        return last.sequence() == state.sequence()
                ? last.listing()
                : ListingJson.read(state.body());
    }
}
