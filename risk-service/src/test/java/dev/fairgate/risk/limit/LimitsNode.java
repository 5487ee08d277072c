package dev.fairgate.risk.limit;

import java.util.List;

/// One node that takes tokens; any number of threads may use it.
interface LimitsNode extends AutoCloseable {

    /// One outcome per request, in order.
    List<LimitOutcome> take(List<LimitRequest> requests);

    @Override
    void close();
}
