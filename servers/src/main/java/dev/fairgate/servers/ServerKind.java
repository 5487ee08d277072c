package dev.fairgate.servers;

/// What the servers of tests are, by the one switch `-Dfairgate.servers=embedded|docker`. Embedded
/// ones need nothing but this JVM; containers need a Docker engine on this machine, and without one
/// every test that wants a server fails.
///
/// The first run and the benchmarks do not look at it: they name [RedisProcess] and
/// [PostgresProcess] themselves.
enum ServerKind {
    EMBEDDED,
    DOCKER;

    private static final String SWITCH = "fairgate.servers";

    /// What the switch says; embedded without one.
    static ServerKind chosen() {
        return named(System.getProperty(SWITCH, "embedded"));
    }

    static ServerKind named(String name) {
        return switch (name) {
            case "embedded" -> EMBEDDED;
            case "docker" -> DOCKER;
            default ->
                    throw new IllegalArgumentException(
                            "%s is '%s': set it to embedded or docker".formatted(SWITCH, name));
        };
    }
}
