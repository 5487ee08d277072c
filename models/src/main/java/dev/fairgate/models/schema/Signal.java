package dev.fairgate.models.schema;

/// What kind of observation a feature comes from.
public enum Signal {
    /// How often somebody asks, and whether a limit is over.
    RATE,
    /// How alike the intervals between requests are.
    RHYTHM,
    /// How many of one kind are seen with one of another.
    SHARING,
    /// How long an account has existed.
    AGE,
    /// What the page observed of pointer, keys and screen.
    HANDS,
    /// User agent, headers and cookie.
    CLIENT,
    /// Which kind of network an address belongs to.
    NETWORK,
    /// What is unusual for an address or prefix.
    SUBNET,
    /// Accounts that move alike.
    CAMPAIGN,
    /// Who else asks for the same sale at the same time.
    RUSH,
    /// Challenges that were asked for and answered.
    CHALLENGE,
    /// What became of earlier purchases.
    HISTORY,
    /// A sale that no page links to.
    HONEYPOT,
    /// What is asked for.
    PURCHASE
}
