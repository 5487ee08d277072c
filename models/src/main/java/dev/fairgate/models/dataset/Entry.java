package dev.fairgate.models.dataset;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What a line of a log, of labels or of outcomes comes to for a dataset.
sealed interface Entry {

    /// A decision with its features.
    ///
    /// @param site pseudonym of its /24 or /48, with the epoch in which it is that
    /// @param isIpv6 null without an address
    /// @param isTouch null where nobody says so
    /// @param propensity how likely this was decided, in (0, 1]; null where it was certain
    @SuppressWarnings("ArrayRecordComponent") // goes straight into the database
    record Decision(
            String id,
            String account,
            String sale,
            long at,
            @Nullable String site,
            String networkKind,
            @Nullable Boolean isIpv6,
            @Nullable Boolean isTouch,
            boolean isHoneypot,
            long policy,
            @Nullable String model,
            String verdict,
            String disposition,
            double score,
            @Nullable Double propensity,
            double[] features)
            implements Entry {}

    /// A decision whose features are of another version.
    record OtherVersion(long version) implements Entry {}

    /// What became of a decision.
    ///
    /// @param known when it came to be known
    record Outcome(
            String decision,
            @Nullable String account,
            @Nullable String order,
            @Nullable String payment,
            String outcome,
            OptionalLong known)
            implements Entry {}

    /// What somebody says.
    ///
    /// @param at when it came to be known
    record Label(Subject about, boolean isBot, String source, OptionalLong at) implements Entry {}

    /// So many lines are missing.
    record Gap(long lines) implements Entry {}

    /// Nothing that a dataset is made of.
    record Unused() implements Entry {}

    /// Nothing that these files have.
    ///
    /// @param why goes on after "it"
    record Unreadable(String why) implements Entry {}
}
