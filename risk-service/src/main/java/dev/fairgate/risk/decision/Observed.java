package dev.fairgate.risk.decision;

import dev.fairgate.models.feature.Encounter;
import dev.fairgate.models.feature.EntityKind;
import dev.fairgate.models.feature.Request;
import dev.fairgate.models.feature.Sight;
import dev.fairgate.risk.limit.LimitEntity;
import dev.fairgate.risk.network.NetworkFacts;

/// What a request shows before anybody is asked about it.
///
/// @param request what it says by itself
/// @param network what is known of the network it comes from
/// @param accountCell the account's cell in the profiles of others, 0 to 255
/// @param deviceCell the device's; -1 without one
/// @param addressCell the address's
/// @param honeypot whether it asks for what no page links to
public record Observed(
        Request request,
        NetworkFacts network,
        int accountCell,
        int deviceCell,
        int addressCell,
        boolean honeypot) {

    /// How one of its entities sees it.
    Sight sight(LimitEntity entity) {
        EntityKind kind = entity.kind();
        if (kind == null) {
            throw new IllegalArgumentException("sees nothing: " + entity);
        }
        short country = Sight.country(network.country());
        return new Encounter(request.at(), accountCell, deviceCell, addressCell, country, honeypot)
                .seenBy(kind);
    }
}
