package dev.fairgate.risk.network;

/// What is known about the network an address belongs to.
///
/// Network data is somebody else's text: whatever is not well formed counts as unknown, and what
/// is left can be logged and shown.
///
/// @param asn the autonomous system's number, 0 unknown; those past 2^31 are for private use and
///     unknown too
/// @param organisation who runs it, at most 120 chars without control or format characters, empty
///     unknown
/// @param country ISO 3166-1 alpha-2 in capitals, empty unknown
/// @param kind what the network is for
public record NetworkFacts(int asn, String organisation, String country, NetworkKind kind) {

    /// Nothing is known.
    public static final NetworkFacts UNKNOWN = new NetworkFacts(0, "", "", NetworkKind.UNKNOWN);

    private static final int LONGEST_ORGANISATION = 120;

    public NetworkFacts {
        asn = Math.max(0, asn);
        organisation = PlainText.of(organisation, LONGEST_ORGANISATION);
        country = isCountry(country) ? country : "";
    }

    /// These facts, and of the other's those that are missing here. Number and organisation stay
    /// together; the kind is the one that says more.
    NetworkFacts or(NetworkFacts other) {
        NetworkFacts owner = asn != 0 || !organisation.isEmpty() ? this : other;
        return new NetworkFacts(
                owner.asn,
                owner.organisation,
                country.isEmpty() ? other.country : country,
                kind.or(other.kind));
    }

    NetworkFacts or(NetworkKind other) {
        return kind.or(other) == kind ? this : new NetworkFacts(asn, organisation, country, other);
    }

    private static boolean isCountry(String text) {
        return text.length() == 2 && isCapital(text.charAt(0)) && isCapital(text.charAt(1));
    }

    private static boolean isCapital(char letter) {
        return letter >= 'A' && letter <= 'Z';
    }
}
