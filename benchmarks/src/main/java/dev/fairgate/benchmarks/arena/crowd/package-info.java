/// The crowd: people with their habits and bots with their tactics, each on a thread of its own,
/// and the book of what became of them. Start at `Stage`, which plays one sale; `Tactic` is where
/// another attack begins. Behaviour comes from the scenario's seed; accounts, devices and networks
/// are new in every play.
@NullMarked
package dev.fairgate.benchmarks.arena.crowd;

import org.jspecify.annotations.NullMarked;
