/// The shop as callers see it: pages, purchases, challenges, and what an admin needs to make a
/// sale. Start at `Storefront`. At most so many calls are under way at a time; each has a deadline.
@NullMarked
package dev.fairgate.benchmarks.arena.shop;

import org.jspecify.annotations.NullMarked;
