package dev.fairgate.risk.limit;

import java.util.Optional;
import java.util.stream.Stream;

/// What a limit counts for.
public enum LimitEntity {
    /// The signed-in account.
    ACCOUNT("account", false, "account-rate"),
    /// Requests of an account that had been told to wait: the second, independent signal.
    ACCOUNT_REFUSALS("account-refusals", false, "account-ignores-wait"),
    /// The device, as its cookie or header names it.
    DEVICE("device", false, "device-rate"),
    /// One IPv4 address.
    ADDRESS("address", true, "address-rate"),
    /// The IPv4 network of 256 addresses.
    IPV4_24("ipv4-24", true, "network-rate"),
    /// The IPv6 network that one client usually has.
    IPV6_64("ipv6-64", true, "address-rate"),
    /// The IPv6 network that one household usually has.
    IPV6_56("ipv6-56", true, "network-rate"),
    /// The IPv6 network that one site usually has.
    IPV6_48("ipv6-48", true, "network-rate");

    private final String wireName;
    private final boolean network;
    private final String reason;

    LimitEntity(String wireName, boolean network, String reason) {
        this.wireName = wireName;
        this.network = network;
        this.reason = reason;
    }

    /// The name in policy files and store keys.
    public String wireName() {
        return wireName;
    }

    /// Whether many people may share one: such evidence can at most challenge.
    public boolean isNetwork() {
        return network;
    }

    /// The code of the reason when this limit is over.
    public String reason() {
        return reason;
    }

    /// The entity of that name in a policy file.
    public static Optional<LimitEntity> fromWireName(String name) {
        return Stream.of(values()).filter(entity -> entity.wireName.equals(name)).findFirst();
    }
}
