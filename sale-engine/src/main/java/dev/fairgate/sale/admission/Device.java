package dev.fairgate.sale.admission;

/// What a request comes from.
///
/// @param id `[A-Za-z0-9_-]{1,64}`
/// @param verified whether we gave the id out, in a cookie with its MAC; otherwise somebody named
///     it
public record Device(String id, boolean verified) {}
