package dev.fairgate.risk.decision;

import dev.fairgate.models.feature.Known;
import dev.fairgate.models.feature.Request;
import dev.fairgate.models.hands.Hands.Received;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// The accounts that have asked for one sale in the last 10 seconds, the latest 256 of them, each
/// as it last asked. Thread-safe.
final class Rush {

    private static final int MOST = 256;
    private static final long WINDOW_MS = 10_000;

    /// Of fewer accounts no share is told: two of three would be two thirds.
    private static final int ENOUGH = 32;

    private final SequencedMap<String, Asked> accounts = new LinkedHashMap<>();
    private int silent;
    private int bare;

    private record Asked(long at, boolean silent, boolean bare) {}

    synchronized Known.Rush note(String account, Request request) {
        boolean isSilent = request.hands().received() == Received.NOTHING;
        forget(accounts.remove(account));
        Asked asked = new Asked(request.at(), isSilent, isSilent && !request.deviceVerified());
        accounts.put(account, asked);
        silent += asked.silent() ? 1 : 0;
        bare += asked.bare() ? 1 : 0;
        while (accounts.size() > MOST || isOver(accounts.firstEntry(), asked.at())) {
            forget(accounts.pollFirstEntry().getValue());
        }
        double share = accounts.size() < ENOUGH ? 0 : (double) silent / accounts.size();
        return new Known.Rush(bare, share);
    }

    private static boolean isOver(Map.Entry<String, Asked> first, long now) {
        return now - first.getValue().at() > WINDOW_MS;
    }

    private void forget(@Nullable Asked asked) {
        if (asked != null) {
            silent -= asked.silent() ? 1 : 0;
            bare -= asked.bare() ? 1 : 0;
        }
    }
}
