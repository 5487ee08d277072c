package dev.fairgate.risk.decision;

import dev.fairgate.models.feature.Challenged;
import dev.fairgate.models.feature.EntityKind;
import dev.fairgate.models.feature.Known;
import dev.fairgate.models.feature.Known.Campaign;
import dev.fairgate.models.feature.Known.Over;
import dev.fairgate.models.feature.Known.Purchases;
import dev.fairgate.models.feature.Known.Rush;
import dev.fairgate.models.feature.Profile;
import dev.fairgate.risk.limit.LimitEntity;
import dev.fairgate.risk.limit.LimitOutcome;
import dev.fairgate.risk.outcome.History;
import dev.fairgate.risk.outcome.Outcome;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Puts together what is known of those behind a request.
final class Knowledge {

    private Knowledge() {}

    /// @param outcomes of all entities
    static Known of(
            List<LimitOutcome> outcomes,
            History history,
            Challenged challenged,
            Campaign campaign,
            Rush rush,
            boolean ipv4) {
        Map<EntityKind, Profile> profiles = new EnumMap<>(EntityKind.class);
        for (LimitOutcome outcome : outcomes) {
            Profile profile = outcome.profile();
            if (profile != null) {
                profiles.put(profile.kind(), profile);
            }
        }
        return new Known(
                required(profiles, EntityKind.ACCOUNT),
                profiles.get(EntityKind.DEVICE),
                profiles.get(EntityKind.HANDS),
                required(profiles, EntityKind.ADDRESS),
                required(profiles, EntityKind.SITE),
                required(profiles, EntityKind.REGION),
                ipv4,
                over(outcomes),
                purchases(history),
                challenged,
                campaign,
                rush);
    }

    private static Profile required(Map<EntityKind, Profile> profiles, EntityKind kind) {
        Profile profile = profiles.get(kind);
        return profile == null ? Profile.unseen(kind) : profile;
    }

    private static Over over(List<LimitOutcome> outcomes) {
        boolean account = false;
        boolean device = false;
        boolean address = false;
        boolean network = false;
        for (LimitOutcome outcome : outcomes) {
            if (!outcome.allowed()) {
                account |= outcome.entity() == LimitEntity.ACCOUNT;
                device |= outcome.entity() == LimitEntity.DEVICE;
                address |= outcome.entity().kind() == EntityKind.ADDRESS;
                network |= isAround(outcome.entity());
            }
        }
        return new Over(account, device, address, network);
    }

    private static boolean isAround(LimitEntity entity) {
        return entity.kind() == EntityKind.SITE || entity.kind() == EntityKind.REGION;
    }

    private static Purchases purchases(History history) {
        return new Purchases(
                history.count(Outcome.PAID),
                history.count(Outcome.LAPSED) + history.count(Outcome.CANCELLED),
                history.count(Outcome.CHARGEBACK));
    }
}
