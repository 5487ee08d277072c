package dev.fairgate.models.replay;

import dev.fairgate.models.feature.EntityKind;
import java.util.LinkedHashMap;
import java.util.Map;

/// The chains of all entities; the ones not seen for longest make room.
final class Chains {

    /// At a time, of about 600 bytes each.
    private static final int MOST = 1_000_000;

    private final Map<Key, Chain> chains = new LinkedHashMap<>(1 << 10, 0.75f, true);

    private record Key(EntityKind kind, String name) {}

    Chain of(EntityKind kind, String name, String epoch) {
        Chain chain =
                chains.computeIfAbsent(
                        new Key(kind, name), _ -> new Chain(kind, kind.isShared() ? epoch : ""));
        if (chains.size() > MOST) {
            var oldest = chains.entrySet().iterator();
            oldest.next().getValue().breakOff(Incomparable.BEFORE);
            oldest.remove();
        }
        return chain;
    }
}
