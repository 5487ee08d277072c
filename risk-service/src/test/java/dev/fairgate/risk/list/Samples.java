package dev.fairgate.risk.list;

import dev.fairgate.risk.network.ClientAddress;
import dev.fairgate.risk.replica.Replica;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Entries and buyers for tests.
final class Samples {

    static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    static final String ID = "01KAPZ9E07ZYXWVTSRQPNMKJHG";

    private Samples() {}

    static Target target(String kind, String value) {
        return switch (Target.read(Target.Kind.fromWireName(kind).orElseThrow(), value)) {
            case Target target -> target;
            case Reading.Fault<Target>(String rule) -> throw new AssertionError(rule);
        };
    }

    /// For example `deny prefix 192.0.2.0/24`, for an hour.
    static Entry entry(String text) {
        return entry(text, NOW.plusSeconds(3_600));
    }

    static Entry entry(String text, Instant expiresAt) {
        String[] parts = text.split(" ", -1);
        return new Entry(
                ID,
                ListName.fromWireName(parts[0]).orElseThrow(),
                target(parts[1], parts[2]),
                "seen in the attack",
                "ada",
                NOW.minusSeconds(60),
                Optional.of(expiresAt));
    }

    static Suppression suppression(String kind, String value, String code, Instant expiresAt) {
        return new Suppression(
                ID,
                target(kind, value),
                code,
                "a hospital",
                "ana",
                NOW.minusSeconds(60),
                expiresAt);
    }

    /// Entries, with `;` between them.
    static ListView view(String entries) {
        List<Entry> all = new ArrayList<>();
        for (String entry : entries.split(";", -1)) {
            if (!entry.isBlank()) {
                all.add(entry(entry.strip()));
            }
        }
        return view(new Listing(all, List.of()));
    }

    /// As another node would read it.
    static ListView view(Listing listing) {
        String body = ListingJson.write(listing);
        return new ListView(new Replica.State(1, body), ListingJson.read(body));
    }

    /// Alice, on a verified device, in AS 64500.
    static Buyer alice(String address) {
        return new Buyer("alice", "d-1", true, ClientAddress.parse(address).orElseThrow(), 64_500);
    }
}
