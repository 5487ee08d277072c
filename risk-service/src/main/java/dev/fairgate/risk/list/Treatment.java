package dev.fairgate.risk.list;

import java.util.List;

/// How people want a buyer to be treated.
///
/// @param listed what the lists say
/// @param suppressed the codes of rules that do not count, in order; [#EVERY] stands for all
public record Treatment(Listed listed, List<String> suppressed) {

    /// Nobody has said anything.
    public static final Treatment USUAL = new Treatment(Listed.NO, List.of());

    /// In place of a code: all rules.
    public static final String EVERY = "*";

    private static final Treatment ALLOWED = new Treatment(Listed.ALLOW, List.of());
    private static final Treatment DENIED = new Treatment(Listed.DENY, List.of());

    /// Copies the list.
    public Treatment {
        suppressed = List.copyOf(suppressed);
    }

    /// One without suppressions; nothing is made for it.
    static Treatment of(Listed listed) {
        return switch (listed) {
            case NO -> USUAL;
            case ALLOW -> ALLOWED;
            case DENY -> DENIED;
        };
    }

    /// Whether the rule with this code does not count.
    public boolean suppresses(String code) {
        return !suppressed.isEmpty() && (suppressed.contains(EVERY) || suppressed.contains(code));
    }
}
