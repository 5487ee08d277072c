package dev.fairgate.risk.decision;

import dev.fairgate.models.feature.Known;

/// A request with all that a decision about it is made from.
///
/// @param observed what it shows
/// @param known what is known of those behind it
/// @param evidence what that comes to
/// @param campaigns which snapshot of the campaigns was looked at
/// @param sinceNanos when it was asked, by [System#nanoTime()]
public record Weighed(
        AssessmentRequest request,
        Observed observed,
        Known known,
        Evidence evidence,
        String campaigns,
        long sinceNanos) {}
