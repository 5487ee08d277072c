package dev.fairgate.models.replay;

import dev.fairgate.models.feature.Challenged;
import dev.fairgate.models.feature.Encounter;
import dev.fairgate.models.feature.EntityKind;
import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.models.feature.Known;
import dev.fairgate.models.feature.Known.Campaign;
import dev.fairgate.models.feature.Known.Over;
import dev.fairgate.models.feature.Known.Purchases;
import dev.fairgate.models.feature.Known.Rush;
import dev.fairgate.models.feature.Profile;
import dev.fairgate.models.feature.Request;
import dev.fairgate.models.feature.Request.NetworkSort;
import dev.fairgate.models.feature.Rows;
import dev.fairgate.models.feature.Sight;
import dev.fairgate.models.hands.ClientShape;
import dev.fairgate.models.hands.Hands;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Two nodes before one store, by the feature code itself. Requests come in pairs that overlap: at
/// each entity either may be first, and either may be first in the log.
final class SimulatedNodes {

    private static final long T0 = Instant.parse("2026-11-23T10:00:00Z").toEpochMilli();
    private static final int CELLS = 256;

    private final Random random;
    private final Map<String, Profile> store = new HashMap<>();
    private final Map<String, Integer> lives = new HashMap<>();
    private final List<Decided> decided = new ArrayList<>();
    private String epoch = "0123456789ab";
    private long now = T0;
    private int ids;

    SimulatedNodes(long seed) {
        this.random = new Random(seed);
    }

    /// A line of a node's log.
    ///
    /// @param lives the profiles that it has seen, each life of an entity its own
    record Decided(int node, String line, Map<String, Integer> lives) {

        /// Whether it comes after another at any entity.
        boolean dependsOn(Decided other) {
            return lives.entrySet().stream()
                    .anyMatch(
                            mine -> {
                                Integer its = other.lives.get(mine.getKey());
                                return its != null && its < mine.getValue();
                            });
        }
    }

    private record Asked(
            String id,
            Map<EntityKind, String> names,
            boolean ipv4,
            Encounter encounter,
            Request request,
            String country) {}

    SimulatedNodes pairs(int count) {
        for (int i = 0; i < count; i++) {
            now += random.nextInt(20) == 0 ? 200_000 : random.nextInt(9_000);
            Asked one = ask(now);
            Asked other = ask(now + random.nextInt(50));
            Map<EntityKind, Profile> ones = new EnumMap<>(EntityKind.class);
            Map<EntityKind, Profile> others = new EnumMap<>(EntityKind.class);
            for (EntityKind kind : EntityKind.values()) {
                boolean first = random.nextBoolean();
                see(first ? one : other, kind, first ? ones : others);
                see(first ? other : one, kind, first ? others : ones);
            }
            boolean first = random.nextBoolean();
            decide(first ? one : other, first ? ones : others);
            decide(first ? other : one, first ? others : ones);
        }
        return this;
    }

    /// From here on addresses have other pseudonyms.
    SimulatedNodes renewEpoch() {
        epoch = "ba9876543210";
        return this;
    }

    List<Decided> decided() {
        return List.copyOf(decided);
    }

    /// The log of one node.
    static String log(List<Decided> lines, int node) {
        StringBuilder log = new StringBuilder();
        lines.stream()
                .filter(line -> line.node() == node)
                .forEach(line -> log.append(line.line()).append('\n'));
        return log.toString();
    }

    private Asked ask(long at) {
        boolean ipv4 = random.nextInt(4) > 0;
        int site = random.nextInt(3);
        int address = random.nextInt(4);
        int account = random.nextInt(9);
        int device = random.nextInt(7);
        Map<EntityKind, String> names = new EnumMap<>(EntityKind.class);
        names.put(EntityKind.ACCOUNT, "account" + account);
        if (device > 0) {
            names.put(EntityKind.DEVICE, "device" + device);
        }
        if (random.nextBoolean()) {
            names.put(EntityKind.HANDS, "000000000000000" + random.nextInt(3));
        }
        String family = ipv4 ? "four" : "six";
        names.put(EntityKind.ADDRESS, family + "-" + site + "-" + address);
        names.put(EntityKind.SITE, family + "-" + site);
        names.put(EntityKind.REGION, family);
        String country = random.nextInt(3) == 0 ? "" : random.nextInt(9) == 0 ? "FR" : "DE";
        Encounter encounter =
                new Encounter(
                        at,
                        account * 31 % CELLS,
                        device == 0 ? Sight.NONE : device * 57 % CELLS,
                        (site * 7 + address) * 11 % CELLS,
                        Sight.country(country),
                        random.nextInt(50) == 0);
        return new Asked(
                "01KAPZ9E07%016d".formatted(ids++), names, ipv4, encounter, request(at), country);
    }

    private Request request(long at) {
        return new Request(
                at,
                random.nextInt(4) == 0
                        ? OptionalLong.empty()
                        : OptionalLong.of(at - random.nextInt(1_000_000_000)),
                1 + random.nextInt(3),
                random.nextBoolean(),
                Hands.ABSENT,
                new ClientShape(false, random.nextBoolean(), random.nextDouble(), 9, 4711),
                List.of(NetworkSort.values()).get(random.nextInt(5)));
    }

    private void see(Asked asked, EntityKind kind, Map<EntityKind, Profile> seen) {
        String name = asked.names().get(kind);
        if (name == null) {
            return;
        }
        String key = kind + " " + name;
        Profile known = store.get(key);
        if (known == null || isForgotten(known, asked.encounter().at())) {
            known = Profile.unseen(kind);
            lives.merge(key, 1, Integer::sum);
        }
        Profile next = known.after(asked.encounter().seenBy(kind));
        store.put(key, next);
        seen.put(kind, next);
    }

    /// As in the store, where a key outlives its profile by five seconds.
    private static boolean isForgotten(Profile profile, long at) {
        return at - profile.lastAt() > profile.life().toMillis() + 5_000;
    }

    private void decide(Asked asked, Map<EntityKind, Profile> profiles) {
        Known known =
                new Known(
                        profiles.getOrDefault(
                                EntityKind.ACCOUNT, Profile.unseen(EntityKind.ACCOUNT)),
                        profiles.get(EntityKind.DEVICE),
                        profiles.get(EntityKind.HANDS),
                        profiles.getOrDefault(
                                EntityKind.ADDRESS, Profile.unseen(EntityKind.ADDRESS)),
                        profiles.getOrDefault(EntityKind.SITE, Profile.unseen(EntityKind.SITE)),
                        profiles.getOrDefault(EntityKind.REGION, Profile.unseen(EntityKind.REGION)),
                        asked.ipv4(),
                        new Over(random.nextBoolean(), false, random.nextBoolean(), true),
                        new Purchases(random.nextInt(9), random.nextInt(3), 0),
                        new Challenged(random.nextInt(3), 0, 0, random.nextInt(9_000)),
                        new Campaign(random.nextInt(40), random.nextDouble()),
                        new Rush(random.nextInt(40), random.nextDouble()));
        FeatureRow row = Rows.of(asked.request(), known);
        Map<String, Integer> lived = new HashMap<>();
        profiles.forEach(
                (kind, profile) -> {
                    String key = kind + " " + asked.names().get(kind);
                    lived.put(key + " " + lives.get(key), profile.sequence());
                });
        decided.add(new Decided(random.nextInt(2), line(asked, profiles, row), lived));
    }

    private String line(Asked asked, Map<EntityKind, Profile> profiles, FeatureRow row) {
        StringBuilder line = new StringBuilder("{\"v\":2,\"decisionId\":\"" + asked.id() + '"');
        line.append(",\"decidedAt\":\"").append(Instant.ofEpochMilli(asked.request().at()));
        line.append("\",\"accountId\":\"").append(asked.names().get(EntityKind.ACCOUNT));
        text(line, "\",\"deviceId\":\"", asked.names().get(EntityKind.DEVICE));
        text(line, "\",\"handsId\":\"", asked.names().get(EntityKind.HANDS));
        line.append('"');
        asked.request()
                .registeredAt()
                .ifPresent(
                        at ->
                                line.append(
                                        ",\"registeredAt\":\"%s\""
                                                .formatted(Instant.ofEpochMilli(at))));
        line.append(",\"quantity\":").append(asked.request().quantity());
        line.append(",\"honeypot\":").append(asked.encounter().honeypot());
        line.append(",\"epoch\":\"").append(epoch).append("\",\"addresses\":");
        line.append(
                "{\"%s\":\"%s\",\"%s\":\"%s\",\"%s\":\"%s\"}"
                        .formatted(
                                asked.ipv4() ? "32" : "64",
                                epoch + asked.names().get(EntityKind.ADDRESS),
                                asked.ipv4() ? "24" : "56",
                                epoch + asked.names().get(EntityKind.SITE),
                                asked.ipv4() ? "20" : "48",
                                epoch + asked.names().get(EntityKind.REGION)));
        line.append(",\"network\":{\"kind\":\"");
        line.append(asked.request().network().name().toLowerCase(Locale.ROOT));
        text(line, "\",\"country\":\"", asked.country().isEmpty() ? null : asked.country());
        line.append("\"},\"cells\":{\"account\":").append(asked.encounter().account());
        if (asked.encounter().device() >= 0) {
            line.append(",\"device\":").append(asked.encounter().device());
        }
        line.append(",\"address\":").append(asked.encounter().address()).append("},\"entities\":[");
        String comma = "";
        for (var seen : profiles.entrySet()) {
            line.append(comma)
                    .append("{\"entity\":\"")
                    .append(seen.getKey().name().toLowerCase(Locale.ROOT))
                    .append("\",\"sequence\":")
                    .append(seen.getValue().sequence())
                    .append('}');
            comma = ",";
        }
        return line.append("],\"limits\":[{\"entity\":\"account\"}],\"featureVersion\":2")
                .append(",\"features\":")
                .append(DecisionLines.features(row.values()))
                .append(",\"degraded\":false}")
                .toString();
    }

    private static void text(StringBuilder line, String before, @Nullable String text) {
        if (text != null) {
            line.append(before).append(text);
        }
    }
}
