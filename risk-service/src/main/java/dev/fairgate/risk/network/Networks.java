package dev.fairgate.risk.network;

/// What is known about networks. Answers from memory at once, on any thread, and never throws:
/// whatever goes wrong, the network is unknown.
public interface Networks {

    /// What is known about the network of an address.
    NetworkFacts of(ClientAddress address);

    /// Names the data that answers now, for example
    /// `GeoLite2-ASN.1574122154,hosting.0c5a7e11`: the type and build time (epoch seconds) of
    /// every database and a checksum of every list. At most 2 000 printable ASCII chars; `none`
    /// without data.
    String version();
}
