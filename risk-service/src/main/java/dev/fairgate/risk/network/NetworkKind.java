package dev.fairgate.risk.network;

/// What a network is for, from what says least about a client to what says most. Where sources
/// disagree about an address the later one counts: a hosting range of a telephone company is
/// hosting.
public enum NetworkKind {
    /// No source knows.
    UNKNOWN,
    /// Homes and businesses.
    ACCESS,
    /// Telephone networks, where one address often stands for many people.
    MOBILE,
    /// Rented machines: clouds and data centres.
    HOSTING,
    /// VPN, public or residential proxy, Tor.
    ANONYMISER;

    /// Whichever says more.
    NetworkKind or(NetworkKind other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
