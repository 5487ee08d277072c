package dev.fairgate.risk.review;

import java.time.Instant;

/// Hears of every appeal that is granted, at least once, on the thread that granted it. It must not
/// wait for anything. Whoever lets the buyer in after it, a suppression for example, does so here.
public interface GrantListener {

    /// An appeal is granted.
    ///
    /// @param account whose it is
    /// @param by the analyst who granted it
    void granted(String account, String decisionId, String by, Instant at);
}
