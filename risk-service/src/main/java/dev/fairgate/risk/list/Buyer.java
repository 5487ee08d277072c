package dev.fairgate.risk.list;

import dev.fairgate.risk.network.ClientAddress;
import org.jspecify.annotations.Nullable;

/// What lists know a buyer by.
///
/// @param device null without one
/// @param deviceVerified whether its name was given out by the shop, and not made up by the client
/// @param asn of the autonomous system that the address is in; 0 where that is unknown
public record Buyer(
        String account,
        @Nullable String device,
        boolean deviceVerified,
        ClientAddress address,
        int asn) {}
