package dev.fairgate.benchmarks.load;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/// One row of the table.
///
/// @param name of the row
/// @param port that takes the load
/// @param connections that each send the next request when their answer has come
/// @param answer the status of nearly all answers
/// @param besides what else may come, in at most one of ten answers
/// @param meters of all processes that take part
/// @param preparation makes the requests of a round before its clock runs
record Scenario(
        String name,
        int port,
        int connections,
        int answer,
        Set<Integer> besides,
        List<Meter> meters,
        Preparation preparation) {

    /// A rush: more in flight than two processors can work on.
    static final int RUSH = 256;

    Scenario {
        besides = Set.copyOf(besides);
        meters = List.copyOf(meters);
    }

    /// Makes the requests of one round.
    interface Preparation {
        RequestSource prepare(int requests) throws IOException;
    }
}
