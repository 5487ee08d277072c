package dev.fairgate.sale.start;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What production must not leave open. A setting that is missing altogether is named by the
/// feature that needs it; here is what would start and should not.
final class ProductionRules {

    /// What an operator may allow on purpose, in `fairgate.start.allow`.
    private static final String PUBLIC_MANAGEMENT = "public-management";

    private static final String OPEN_REDIS = "redis-without-password";
    private static final Set<String> CONSENTS = Set.of(PUBLIC_MANAGEMENT, OPEN_REDIS);

    private static final String REDIS = "spring.data.redis";
    private static final String PROXIES = "fairgate.network.trusted-proxies";
    private static final String TICKET_KEYS = "fairgate.keys.ticket";
    private static final List<String> KEYS =
            List.of("fairgate.keys.session", "fairgate.keys.device");

    /// The name that a first run gives its ticket key.
    private static final String DEMO_KEY = "demo";

    /// A random key of 32 bytes has fewer than 16 different ones once in 10^18.
    private static final int LEAST_DIFFERENT_BYTES = 16;

    private final Settings settings;

    ProductionRules(Settings settings) {
        this.settings = settings;
    }

    /// What is set. Texts have no blanks around them, and one that is blank is not set.
    interface Settings {
        Optional<String> text(String name);

        List<String> list(String name);
    }

    /// One sentence about the first rule that is broken.
    Optional<String> firstBroken() {
        return Stream.<Supplier<Optional<String>>>of(
                        this::consents,
                        this::issuer,
                        this::demoKey,
                        this::keys,
                        this::database,
                        this::proxies,
                        this::management,
                        this::redis)
                .flatMap(rule -> rule.get().stream())
                .findFirst();
    }

    private Optional<String> consents() {
        return settings.list("fairgate.start.allow").stream()
                .filter(consent -> !CONSENTS.contains(consent))
                .map(consent -> "fairgate.start.allow knows no " + consent + ".")
                .findFirst();
    }

    private boolean allows(String consent) {
        return settings.list("fairgate.start.allow").contains(consent);
    }

    private Optional<String> issuer() {
        return settings.text("fairgate.tokens.issuer")
                .filter(issuer -> !Hosts.isSafe(issuer))
                .map(
                        _ ->
                                "fairgate.tokens.issuer must be an https address: over plain http"
                                        + " anybody on the way could sign in as anybody.");
    }

    private Optional<String> demoKey() {
        return settings.text("fairgate.tokens.demo-key")
                .map(
                        _ ->
                                "fairgate.tokens.demo-key is for profile demo only: remove it, or"
                                        + " start with spring.profiles.active=demo.");
    }

    /// Those that are base64; of others their own feature speaks.
    private Optional<String> keys() {
        Map<String, String> names = new HashMap<>();
        for (Map.Entry<String, String> key : given().entrySet()) {
            String name = key.getKey();
            byte[] bytes = bytes(key.getValue());
            if (name.equals(TICKET_KEYS + " (" + DEMO_KEY + ")")) {
                return Optional.of(
                        TICKET_KEYS
                                + " has the key of a demo: make keys of your own,"
                                + " docs/operations.md says how.");
            }
            if (bytes.length >= 32 && different(bytes) < LEAST_DIFFERENT_BYTES) {
                return Optional.of(
                        name + " is not random: make it with `head -c 32 /dev/urandom | base64`.");
            }
            String other = names.putIfAbsent(Base64.getEncoder().encodeToString(bytes), name);
            if (other != null && bytes.length > 0) {
                return Optional.of(
                        other + " and " + name + " are the same key: each has one of its own.");
            }
        }
        return Optional.empty();
    }

    private Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        KEYS.forEach(name -> settings.text(name).ifPresent(key -> given.put(name, key)));
        for (String key : settings.text(TICKET_KEYS).orElse("").split(",", -1)) {
            int colon = key.indexOf(':');
            if (colon > 0) {
                given.put(
                        TICKET_KEYS + " (" + key.substring(0, colon).strip() + ")",
                        key.substring(colon + 1).strip());
            }
        }
        return given;
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static long different(byte[] bytes) {
        long[] seen = new long[256];
        for (byte one : bytes) {
            seen[one & 0xFF] = 1;
        }
        return Arrays.stream(seen).sum();
    }

    private Optional<String> database() {
        Optional<String> url = settings.text("fairgate.archive.url");
        Optional<String> username = settings.text("fairgate.archive.username");
        if (url.isEmpty() || username.isEmpty()) {
            return Optional.empty();
        }
        if (url.get().contains("@")) {
            return Optional.of(
                    "fairgate.archive.url must not carry a password: set .username and .password.");
        }
        Optional<String> password = settings.text("fairgate.archive.password");
        if (password.isEmpty()) {
            return Optional.of(
                    "fairgate.archive.password is missing: set it to the password of the role "
                            + username.get()
                            + ".");
        }
        return password.equals(username)
                ? Optional.of(
                        "fairgate.archive.password is the name of its role: give the role a random"
                                + " one.")
                : Optional.empty();
    }

    /// Whoever is trusted may claim any address, and limits count addresses.
    private Optional<String> proxies() {
        return settings.list(PROXIES).stream()
                .filter(ProductionRules::isHalfTheWorld)
                .map(
                        network ->
                                PROXIES
                                        + " trusts "
                                        + network
                                        + ": name the networks of your own proxies, a /8 or"
                                        + " smaller, of IPv6 a /7 or smaller.")
                .findFirst();
    }

    private static boolean isHalfTheWorld(String network) {
        int slash = network.indexOf('/');
        String bits = network.substring(slash + 1).strip();
        int least = network.indexOf(':') >= 0 ? 7 : 8;
        return slash >= 0 && bits.matches("\\d{1,3}") && Integer.parseInt(bits) < least;
    }

    private Optional<String> management() {
        Optional<String> port = settings.text("management.server.port");
        if (port.isEmpty()
                || (!port.get().equals("0") && port.equals(settings.text("server.port")))) {
            return Optional.of(
                    "management.server.port must be another one than server.port: metrics are not"
                            + " for strangers.");
        }
        boolean hidden =
                settings.text("management.server.address").filter(Hosts::isPrivate).isPresent();
        return hidden || port.get().equals("-1") || allows(PUBLIC_MANAGEMENT)
                ? Optional.empty()
                : Optional.of(
                        "management.server.address is open to everybody: bind it to loopback or a"
                                + " private address, or say fairgate.start.allow="
                                + PUBLIC_MANAGEMENT
                                + " where a firewall is in front.");
    }

    /// Refused and not only warned of: whoever reaches that Redis can give the stock away.
    private Optional<String> redis() {
        if (settings.text(REDIS + ".password").isPresent() || allows(OPEN_REDIS)) {
            return Optional.empty();
        }
        return redisHosts().stream()
                .filter(host -> !Hosts.isLoopback(host))
                .map(
                        host ->
                                REDIS
                                        + ".password is missing: whoever reaches "
                                        + host
                                        + " can give the stock away; set it, or say"
                                        + " fairgate.start.allow="
                                        + OPEN_REDIS
                                        + " where nobody else reaches it.")
                .findFirst();
    }

    private List<String> redisHosts() {
        List<String> hosts = new ArrayList<>();
        Optional<String> url = settings.text(REDIS + ".url");
        url.filter(it -> !it.contains("@")).map(Hosts::ofUrl).ifPresent(hosts::add);
        for (String nodes : List.of(REDIS + ".cluster.nodes", REDIS + ".sentinel.nodes")) {
            settings.list(nodes).stream().map(Hosts::ofNode).forEach(hosts::add);
        }
        if (url.isEmpty() && hosts.isEmpty()) {
            settings.text(REDIS + ".host").ifPresent(hosts::add);
        }
        return hosts;
    }
}
