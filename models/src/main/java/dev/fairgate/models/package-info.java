/// The analysts' command line. Start at [dev.fairgate.models.ModelCommand]; each command lives in
/// the package of what it does. Invariant: nothing that decides online depends on it.
@NullMarked
package dev.fairgate.models;

import org.jspecify.annotations.NullMarked;
