package dev.fairgate.models.feature;

import org.jspecify.annotations.Nullable;

/// What is known of those who are behind a request, this request included.
///
/// @param account always there
/// @param device where one is named
/// @param hands where there is enough of them to be told from others'
/// @param address the IPv4 address, or the IPv6 network of one client (/64)
/// @param site its /24 or /56
/// @param region its /20 or /48
/// @param isIpv4 what kind of prefixes these are
/// @param over which limits are over
/// @param history what became of the account's earlier purchases
/// @param challenges what became of the account's earlier challenges
/// @param campaign the accounts that move as this one does
/// @param rush who else asks for the sale
public record Known(
        Profile account,
        @Nullable Profile device,
        @Nullable Profile hands,
        Profile address,
        Profile site,
        Profile region,
        boolean isIpv4,
        Over over,
        Purchases history,
        Challenged challenges,
        Campaign campaign,
        Rush rush) {

    /// Which limits are over.
    ///
    /// @param network of any network around the address
    public record Over(boolean account, boolean device, boolean address, boolean network) {
        /// None is.
        public static final Over NONE = new Over(false, false, false, false);
    }

    /// What became of purchases.
    ///
    /// @param abandoned lapsed or given back
    public record Purchases(long paid, long abandoned, long chargebacks) {
        /// Nothing is known.
        public static final Purchases NONE = new Purchases(0, 0, 0);
    }

    /// Who asks for the same sale at the same time, as far as one node sees.
    ///
    /// @param bareAccounts accounts with neither hands nor a device of ours in the last 10 s
    /// @param silentShare share of accounts without hands among those of the last 10 s; 0 while
    ///     there are too few to tell
    public record Rush(int bareAccounts, double silentShare) {
        /// Nobody looks.
        public static final Rush NONE = new Rush(0, 0);
    }

    /// A group of accounts, as last published.
    ///
    /// @param size accounts; 0 for none
    /// @param tightness in [0, 1]
    public record Campaign(int size, double tightness) {
        /// The account moves on its own.
        public static final Campaign NONE = new Campaign(0, 0);
    }
}
