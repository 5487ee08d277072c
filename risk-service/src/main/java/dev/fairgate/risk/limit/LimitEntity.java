package dev.fairgate.risk.limit;

import dev.fairgate.models.feature.EntityKind;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whom limits count for, and of whom something is remembered.
public enum LimitEntity {
    /// The signed-in account.
    ACCOUNT("account", EntityKind.ACCOUNT, "account-rate"),
    /// Requests of an account that had been told to wait: the second, independent signal.
    ACCOUNT_REFUSALS("account-refusals", null, "account-ignores-wait"),
    /// The device, as its cookie or header names it.
    DEVICE("device", EntityKind.DEVICE, "device-rate"),
    /// One IPv4 address.
    ADDRESS("address", EntityKind.ADDRESS, "address-rate"),
    /// The IPv4 network of 256 addresses.
    IPV4_24("ipv4-24", EntityKind.SITE, "network-rate"),
    /// The IPv4 network of 4,096 addresses.
    IPV4_20("ipv4-20", EntityKind.REGION, "network-rate"),
    /// The IPv6 network that one client usually has.
    IPV6_64("ipv6-64", EntityKind.ADDRESS, "address-rate"),
    /// The IPv6 network that one household usually has.
    IPV6_56("ipv6-56", EntityKind.SITE, "network-rate"),
    /// The IPv6 network that one site usually has.
    IPV6_48("ipv6-48", EntityKind.REGION, "network-rate"),
    /// What a pair of hands did, to the pixel.
    HANDS("hands", EntityKind.HANDS, "hands-rate");

    private final String wireName;
    private final @Nullable EntityKind kind;
    private final String reason;

    LimitEntity(String wireName, @Nullable EntityKind kind, String reason) {
        this.wireName = wireName;
        this.kind = kind;
        this.reason = reason;
    }

    /// The name in policy files and store keys.
    public String wireName() {
        return wireName;
    }

    /// Whether many people may share one: such evidence can at most challenge.
    public boolean isNetwork() {
        return kind != null && kind.isShared();
    }

    /// Whether it is a network of many addresses or clients. What is learned of those may be kept
    /// outside the risk store; one address, and what one client has of IPv6, is personal data.
    public boolean isNetworkOfMany() {
        return kind == EntityKind.SITE || kind == EntityKind.REGION;
    }

    /// What kind of profile is kept of it; null for none.
    public @Nullable EntityKind kind() {
        return kind;
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
