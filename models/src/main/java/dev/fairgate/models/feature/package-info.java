/// The features of version 1 and the one way to compute them, online and in replay. Start at
/// [dev.fairgate.models.feature.Rows]; what is remembered of accounts, devices and networks between
/// requests is a [dev.fairgate.models.feature.Profile]. Invariant: nothing here reads a clock, a
/// store or a random number, so that the same requests in the same order give the same bits.
@NullMarked
package dev.fairgate.models.feature;

import org.jspecify.annotations.NullMarked;
