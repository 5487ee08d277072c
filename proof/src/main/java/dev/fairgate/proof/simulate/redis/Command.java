package dev.fairgate.proof.simulate.redis;

import java.util.List;

/// One command of the server.
///
/// @param writes whether it may change something, so that it has to be on disk before its answer
record Command(boolean writes, Action action) {

    /// What it does.
    interface Action {
        /// Carries it out.
        ///
        /// @param args without the command's name
        Reply run(List<String> args);
    }

    static Command read(Action action) {
        return new Command(false, action);
    }

    static Command write(Action action) {
        return new Command(true, action);
    }
}
