/// The analysts' console: a small live view of what this node decides. Start at
/// [dev.fairgate.risk.console.ConsoleEndpoint]. Invariant: nothing that a buyer sent is ever
/// turned into markup, and no page here works without a session.
@NullMarked
package dev.fairgate.risk.console;

import org.jspecify.annotations.NullMarked;
