/// Everything in one process for a first run: two embedded Redis servers and a PostgreSQL, both
/// services, a demo sale. Start at [dev.fairgate.standalone.Standalone]. Invariant: it either
/// stands completely and says so in one line, or it says in one sentence why not and leaves nothing
/// running.
@NullMarked
package dev.fairgate.standalone;

import org.jspecify.annotations.NullMarked;
