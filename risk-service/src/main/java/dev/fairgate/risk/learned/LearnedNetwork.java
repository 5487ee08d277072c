package dev.fairgate.risk.learned;

import dev.fairgate.models.feature.Learned;
import dev.fairgate.risk.limit.LimitEntity;
import dev.fairgate.risk.limit.LimitKey;
import dev.fairgate.risk.network.ClientAddress;
import java.util.Optional;

/// A network and what was learned of it.
record LearnedNetwork(LimitKey network, Learned learned) {

    /// Checks that it is a network of many.
    LearnedNetwork {
        if (!network.entity().isNetworkOfMany()) {
            throw new IllegalArgumentException("nothing is kept of one " + network.entity());
        }
    }

    /// The network of a text as [LimitKey#text()] makes it; empty for any other text.
    static Optional<LimitKey> tryNetwork(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String id = text.substring(colon + 1);
        return LimitEntity.fromWireName(text.substring(0, colon))
                .filter(LimitEntity::isNetworkOfMany)
                .filter(entity -> isNetwork(entity, id))
                .map(entity -> new LimitKey(entity, id));
    }

    private static boolean isNetwork(LimitEntity entity, String id) {
        String name = entity.wireName();
        int bits = Integer.parseInt(name.substring(name.indexOf('-') + 1));
        return ClientAddress.parse(id.substring(0, Math.max(0, id.indexOf('/'))))
                .filter(address -> address.isIpv4() == name.startsWith("ipv4"))
                .filter(address -> address.prefix(bits).equals(id))
                .isPresent();
    }
}
