package dev.fairgate.risk.preview;

import dev.fairgate.models.feature.FeatureName;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A part of those who ask, the same parts by which models are judged: a figure over everybody
/// hides who pays for it.
enum Slice {
    NETWORK_UNKNOWN("people behind networks nobody knows"),
    NETWORK_ACCESS("people behind access networks"),
    NETWORK_MOBILE("people behind carrier NAT"),
    NETWORK_HOSTING("those behind hosting networks"),
    NETWORK_ANONYMISER("those behind anonymisers"),
    IPV6("people on IPv6"),
    NO_TELEMETRY("those whose page says nothing"),
    NEW_ACCOUNTS("new accounts"),
    TOUCH("people on touch screens"),
    TOUCH_UNKNOWN("those on screens nobody knows");

    private static final double DAY_S = 86_400;
    private static final Map<String, Slice> NETWORKS =
            Map.of(
                    "unknown", NETWORK_UNKNOWN,
                    "access", NETWORK_ACCESS,
                    "mobile", NETWORK_MOBILE,
                    "hosting", NETWORK_HOSTING,
                    "anonymiser", NETWORK_ANONYMISER);

    private final String words;

    Slice(String words) {
        this.words = words;
    }

    /// The name in JSON.
    String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// For people.
    String words() {
        return words;
    }

    @SuppressWarnings("EnumOrdinal") // bits of a mask that no process keeps
    int bit() {
        return 1 << ordinal();
    }

    /// Those that a request is in.
    static int maskOf(String network, boolean ipv4, @Nullable Boolean touch, double[] row) {
        int mask = NETWORKS.getOrDefault(network, NETWORK_UNKNOWN).bit();
        mask |= ipv4 ? 0 : IPV6.bit();
        mask |= row[FeatureName.HANDS_ABSENT.place()] > 0 ? NO_TELEMETRY.bit() : 0;
        boolean isNew =
                row[FeatureName.ACCOUNT_AGE.place()] < DAY_S
                        && row[FeatureName.ACCOUNT_AGE_UNKNOWN.place()] == 0;
        mask |= isNew ? NEW_ACCOUNTS.bit() : 0;
        return mask | (touch == null ? TOUCH_UNKNOWN.bit() : touch ? TOUCH.bit() : 0);
    }
}
