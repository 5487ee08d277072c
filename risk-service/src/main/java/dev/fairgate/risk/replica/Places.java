package dev.fairgate.risk.replica;

import java.util.Optional;
import java.util.function.Supplier;

/// Where a node keeps documents while somebody waits for it.
///
/// @param folder of this node alone; empty: it keeps none
/// @param disk whether that folder can be written to
/// @param ids new ones, hexadecimal
record Places(
        RedisReplicas store, Optional<ReplicaFolder> folder, Side disk, Supplier<String> ids) {}
