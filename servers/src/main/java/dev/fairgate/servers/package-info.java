/// Real Redis and PostgreSQL servers, and a TCP proxy that breaks connections the way networks do.
/// The first run (`standalone`) uses them as child processes of its JVM; tests against a real
/// server use them as child processes or as containers, by one switch. Start at
/// [dev.fairgate.servers.RedisServer]. Invariant: whatever was started here ends with its owner,
/// and is reached on loopback only.
@NullMarked
package dev.fairgate.servers;

import org.jspecify.annotations.NullMarked;
