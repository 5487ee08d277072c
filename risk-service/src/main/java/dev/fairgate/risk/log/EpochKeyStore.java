package dev.fairgate.risk.log;

import java.time.Duration;
import java.time.Instant;
import reactor.core.publisher.Mono;

/// Keys of epochs as all nodes share them. Time is the store's own, so that nodes need no clock in
/// common. Errors mean that it is away: nobody knows whether anything was written.
interface EpochKeyStore {

    /// The epoch that runs; empty where none does.
    ///
    /// @param length of an epoch
    Mono<Row> running(Duration length);

    /// The epoch that runs, and with this key a new one where none does.
    ///
    /// @param needed how long after its beginning this node may have lines of an epoch: the row
    ///     stays for the longest time that any node named
    Mono<Row> begin(String id, SealedKey key, Duration length, Duration needed);

    /// Destroys the keys that no node needs any more.
    Mono<Void> tidy();

    /// A key as it is stored.
    record Row(String id, Instant since, SealedKey key) {}
}
