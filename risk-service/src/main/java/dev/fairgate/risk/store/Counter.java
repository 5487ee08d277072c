package dev.fairgate.risk.store;

import java.time.Duration;
import java.util.List;

/// A counter and the time until it is nought again.
public record Counter(int count, Duration left) {

    /// Reads the scripts' answer, `<count>:<milliseconds left>`.
    static Counter parse(String text) {
        List<String> parts = List.of(text.split(":", 2));
        return new Counter(
                Integer.parseInt(parts.get(0)), Duration.ofMillis(Long.parseLong(parts.get(1))));
    }
}
