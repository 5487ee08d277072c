package dev.fairgate.models.replay;

import dev.fairgate.models.feature.Encounter;
import dev.fairgate.models.feature.EntityKind;
import dev.fairgate.models.feature.Profile;
import dev.fairgate.models.feature.Request;
import dev.fairgate.models.feature.Request.NetworkSort;
import dev.fairgate.models.feature.Rows;
import dev.fairgate.models.feature.Sight;
import dev.fairgate.models.hands.ClientShape;
import dev.fairgate.models.hands.Hands;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/// Takes past purchases as if they came now, one after the other, in the time that they name.
final class VirtualSale {

    /// Nobody says anything about the client; which is not the same as one that says nothing.
    private static final ClientShape ANY_CLIENT = new ClientShape(false, false, 1, 0, 0);

    private final ReplayKey key;
    private final ProfileMemory memory;

    VirtualSale(ReplayKey key, ProfileMemory memory) {
        this.key = key;
        this.memory = memory;
    }

    /// @param purchase none older than all before
    Replayed take(Purchase purchase) {
        Encounter encounter = encounter(purchase);
        Map<EntityKind, Profile> profiles = new EnumMap<>(EntityKind.class);
        see(profiles, EntityKind.ACCOUNT, purchase.account(), encounter);
        if (!purchase.device().isEmpty()) {
            see(profiles, EntityKind.DEVICE, purchase.device(), encounter);
        }
        Address address = purchase.address();
        if (address != null) {
            int[] levels = address.levels();
            see(profiles, EntityKind.ADDRESS, address.network(levels[0]), encounter);
            see(profiles, EntityKind.SITE, address.network(levels[1]), encounter);
            see(profiles, EntityKind.REGION, address.network(levels[2]), encounter);
        }
        boolean ipv4 = address == null || address.isIpv4();
        Map<EntityKind, Integer> turns = new EnumMap<>(EntityKind.class);
        profiles.forEach((kind, profile) -> turns.put(kind, profile.sequence()));
        return new Replayed(
                purchase,
                encounter,
                turns,
                Rows.of(request(purchase), Replayed.known(profiles, ipv4)));
    }

    private void see(
            Map<EntityKind, Profile> profiles, EntityKind kind, String id, Encounter encounter) {
        profiles.put(kind, memory.see(kind, id, encounter.seenBy(kind)));
    }

    private Encounter encounter(Purchase purchase) {
        Address address = purchase.address();
        return new Encounter(
                purchase.at(),
                key.cells().of(purchase.account()),
                purchase.device().isEmpty() ? Sight.NONE : key.cells().of(purchase.device()),
                address == null ? Sight.NONE : key.cells().of(address.text()),
                (short) 0,
                false);
    }

    private static Request request(Purchase purchase) {
        return new Request(
                purchase.at(),
                purchase.registeredAt() < 0
                        ? OptionalLong.empty()
                        : OptionalLong.of(purchase.registeredAt()),
                purchase.quantity(),
                true,
                Hands.ABSENT,
                ANY_CLIENT,
                NetworkSort.UNKNOWN);
    }
}
