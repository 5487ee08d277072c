package dev.fairgate.benchmarks.arena.shop;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who calls: an account on a device at an address, which may change.
public final class Visitor {

    private final Kind kind;
    private final String account;
    private final Instant registeredAt;
    private final List<String> headers;
    private volatile String token = "";
    private volatile String address;
    private volatile @Nullable String cookie;
    private final @Nullable String device;

    /// Who it is.
    public enum Kind {
        PERSON,
        BOT
    }

    /// @param account its id
    /// @param registeredAt since when there is this account
    /// @param address that trusted proxies tell the shop
    /// @param headers names and values in turn, as the browser or tool sends them
    /// @param device what an app says about its device; null for browsers, which get a cookie
    public Visitor(
            Kind kind,
            String account,
            Instant registeredAt,
            String address,
            List<String> headers,
            @Nullable String device) {
        this.kind = kind;
        this.account = account;
        this.registeredAt = registeredAt;
        this.address = address;
        this.headers = List.copyOf(headers);
        this.device = device;
    }

    /// Goes on from another address, as phones do.
    public void moveTo(String otherAddress) {
        address = otherAddress;
    }

    Kind kind() {
        return kind;
    }

    String account() {
        return account;
    }

    Instant registeredAt() {
        return registeredAt;
    }

    void signIn(String accountToken) {
        token = accountToken;
    }

    String token() {
        return token;
    }

    String address() {
        return address;
    }

    List<String> headers() {
        return headers;
    }

    @Nullable String device() {
        return device;
    }

    @Nullable String cookie() {
        return cookie;
    }

    void keep(String deviceCookie) {
        cookie = deviceCookie;
    }
}
