package dev.fairgate.sale.event;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One consumer group of a stream, as `XINFO GROUPS` tells it.
///
/// @param pending entries delivered and not acknowledged
/// @param lag entries never delivered; empty when the server cannot tell, after deletions
record StreamGroup(String name, long pending, String lastDelivered, Optional<Long> lag) {

    /// Reads one element of the answer: names and values in turn.
    static StreamGroup of(Object told) {
        if (!(told instanceof List<?> pairs)) {
            throw new IllegalArgumentException("XINFO GROUPS answered " + told);
        }
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            if (pairs.get(i + 1) != null) {
                values.put(String.valueOf(pairs.get(i)), pairs.get(i + 1));
            }
        }
        return new StreamGroup(
                String.valueOf(values.get("name")),
                Long.parseLong(String.valueOf(values.get("pending"))),
                String.valueOf(values.get("last-delivered-id")),
                Optional.ofNullable(values.get("lag"))
                        .map(lag -> Long.parseLong(String.valueOf(lag))));
    }
}
