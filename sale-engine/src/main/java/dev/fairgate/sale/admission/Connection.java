package dev.fairgate.sale.admission;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a connection says about a caller, for the assessment.
///
/// @param address the client's, behind trusted proxies
/// @param device if it has one of ours or names one
/// @param userAgent at most 512 characters
/// @param headerNames in the order they came, at most 64, each at most 128 characters
public record Connection(
        String address,
        Optional<Device> device,
        @Nullable String userAgent,
        List<String> headerNames) {

    static final int MAX_USER_AGENT = 512;
    static final int MAX_HEADER_NAMES = 64;
    static final int MAX_NAME = 128;

    public Connection {
        headerNames = List.copyOf(headerNames);
    }
}
