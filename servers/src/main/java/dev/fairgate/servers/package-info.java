/// Real Redis and PostgreSQL servers as child processes of this JVM, and a TCP proxy that breaks
/// connections the way networks do. The first run (`standalone`) and every test against a real
/// server use it; start at [dev.fairgate.servers.RedisProcess]. Invariant: whatever was started
/// here ends with its owner, and listens on loopback only.
@NullMarked
package dev.fairgate.servers;

import org.jspecify.annotations.NullMarked;
