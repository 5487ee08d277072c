package dev.fairgate.risk.log;

import java.io.IOException;
import java.util.Set;

/// Where the keys of pseudonyms come from. Nodes that share their keys give an address the same
/// pseudonyms; without its key, a pseudonym tells nobody's address and can be joined with nothing.
///
/// Calls may wait for a disk or a server: they come from the threads of the log. Thread-safe.
interface EpochKeys {

    /// The key of the epoch that runs, the same one until it is over.
    ///
    /// @throws IOException when there is none that would outlive this process: lines wait then
    EpochKey current() throws IOException;

    /// Destroys all keys but the current one and those of these epochs, which have lines somewhere.
    void retain(Set<String> epochs) throws IOException;
}
