package dev.fairgate.risk.policy;

import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.models.feature.FeatureRow;
import java.time.Duration;

/// Which accounts may buy in a sale at all: a matter of the shop, not of suspicion. Whoever is
/// known not to meet it is refused; of whom that is not known has to show to be a person.
///
/// @param minAccountAge since registration; zero for any
/// @param minPaidOrders as many as the account must have paid in the last 30 days, which is how
///     long its history is kept; 0 for any
public record Eligibility(Duration minAccountAge, long minPaidOrders) {

    /// Everybody.
    public static final Eligibility EVERYBODY = new Eligibility(Duration.ZERO, 0);

    /// Refuses what nobody could meet.
    public Eligibility {
        if (minAccountAge.isNegative() || minPaidOrders < 0) {
            throw new IllegalArgumentException("ages and orders are not negative");
        }
    }

    /// How an account stands to it.
    public enum Standing {
        /// It may buy.
        MET,
        /// Nobody says when it registered, or it has no history of purchases.
        UNKNOWN,
        /// It registered too late.
        TOO_NEW,
        /// It has a history, with too few paid orders in it.
        TOO_FEW_ORDERS
    }

    /// How the account of a request stands. What is known and below refuses, whatever else is not
    /// known.
    public Standing of(FeatureRow row) {
        boolean isAgeKnown = row.get(FeatureName.ACCOUNT_AGE_UNKNOWN) == 0;
        double seconds = minAccountAge.toMillis() / 1000.0;
        if (isAgeKnown && row.get(FeatureName.ACCOUNT_AGE) < seconds) {
            return Standing.TOO_NEW;
        }
        boolean hasHistory = hasHistory(row);
        if (hasHistory && row.get(FeatureName.PAID) < minPaidOrders) {
            return Standing.TOO_FEW_ORDERS;
        }
        return (seconds > 0 && !isAgeKnown) || (minPaidOrders > 0 && !hasHistory)
                ? Standing.UNKNOWN
                : Standing.MET;
    }

    private static boolean hasHistory(FeatureRow row) {
        return row.get(FeatureName.PAID) > 0
                || row.get(FeatureName.ABANDONED) > 0
                || row.get(FeatureName.CHARGEBACKS) > 0;
    }
}
