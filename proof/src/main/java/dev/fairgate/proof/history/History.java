package dev.fairgate.proof.history;

import java.util.List;

/// All that is known of one run over one sale.
///
/// @param seed of the run, which brings the same schedule again
/// @param limit units that an account may hold and have paid for at a time
/// @param operations in the order in which they began
/// @param snapshots in the order in which they were taken
/// @param events as the stream told them; may lack some, never tells one twice
/// @param faults that were injected
/// @param books what there was in the end
public record History(
        long seed,
        int limit,
        List<Operation> operations,
        List<Snapshot> snapshots,
        List<Event> events,
        List<Fault> faults,
        Books books) {

    public History {
        operations = List.copyOf(operations);
        snapshots = List.copyOf(snapshots);
        events = List.copyOf(events);
        faults = List.copyOf(faults);
    }
}
