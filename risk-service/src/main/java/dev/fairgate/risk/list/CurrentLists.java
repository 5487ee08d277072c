package dev.fairgate.risk.list;

import dev.fairgate.risk.replica.Replica;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The lists as this node has them. A decision looks once; nobody waits here. Before the first
/// state is known they are empty.
public final class CurrentLists {

    private static final Logger log = LoggerFactory.getLogger(CurrentLists.class);

    private volatile ListView view = ListView.empty();

    /// How people want a buyer to be treated.
    ///
    /// @param at the time of the request
    public Treatment treatment(Buyer buyer, Instant at) {
        return view.of(buyer, at.toEpochMilli());
    }

    /// Takes a state. One that cannot be read changes nothing: the last good one counts.
    void install(Replica.State state) {
        try {
            view = new ListView(state, ListingJson.read(state.body()));
        } catch (RuntimeException e) { // whatever a newer release may have written
            log.warn("The lists of sequence {} cannot be read", state.sequence(), e);
        }
    }

    /// What a state says; read again only where it is not the one in force.
    Listing listing(Replica.State state) {
        ListView last = view;
        return last.state().equals(state) ? last.listing() : ListingJson.read(state.body());
    }
}
