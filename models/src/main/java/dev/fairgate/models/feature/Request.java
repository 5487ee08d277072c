package dev.fairgate.models.feature;

import dev.fairgate.models.hands.ClientShape;
import dev.fairgate.models.hands.Hands;
import java.util.OptionalLong;

/// What one request says by itself.
///
/// @param at when it is decided about, in ms since 1970 by the ledger
/// @param registeredAt when the account registered, in ms since 1970
/// @param quantity units
/// @param deviceVerified whether its device is ours, and not only named
/// @param hands what the page observed
/// @param client what the headers say
/// @param network what kind of network the address belongs to
public record Request(
        long at,
        OptionalLong registeredAt,
        long quantity,
        boolean deviceVerified,
        Hands hands,
        ClientShape client,
        NetworkSort network) {

    /// What is known of the network that an address belongs to.
    public enum NetworkSort {
        /// Nothing.
        UNKNOWN,
        /// People's homes and offices.
        ACCESS,
        /// A mobile carrier.
        MOBILE,
        /// A hosting company.
        HOSTING,
        /// A VPN, an open proxy, Tor.
        ANONYMISER
    }
}
