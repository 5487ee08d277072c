package dev.fairgate.benchmarks.arena.scenario;

/// Kinds of people whom gates have been known to harm, and ordinary ones.
public enum Slice {
    /// A line of one's own, shared by a household.
    HOME("home"),
    /// All behind the two addresses of one campus.
    CAMPUS("campus"),
    /// Phones, hundreds behind each of a few addresses, which may change during a visit.
    CARRIER_NAT("carrier NAT"),
    /// A /64 of one's own, with addresses that are made up anew.
    IPV6_ONLY("IPv6 only"),
    /// A company behind one address.
    OFFICE_PROXY("office proxy"),
    /// Through a machine of a hosting company.
    VPN("VPN"),
    /// The form of the page, without telemetry; challenges as pictures.
    NO_JAVASCRIPT("no JavaScript"),
    /// Times to the tenth of a second, half of them without cookies.
    PRIVACY_BROWSER("privacy browser"),
    /// Keyboard only, and slower.
    ASSISTIVE_TECHNOLOGY("assistive technology"),
    /// Thinks long about a proof of work.
    SLOW_PHONE("slow phone");

    private final String text;

    Slice(String text) {
        this.text = text;
    }

    /// As reports name it.
    public String text() {
        return text;
    }
}
