package dev.fairgate.models.progress;

/// Is told how far some work is.
public interface Progress {

    /// Nobody looks.
    Progress UNSEEN = new Unseen();

    /// So many more of a whole are done.
    void add(long more);

    /// Another part of the work begins.
    ///
    /// @param unit what is counted
    /// @param total 0 where nobody knows
    void begin(String part, Unit unit, long total);

    /// What is counted.
    enum Unit {
        BYTES,
        ROWS,
        TREES
    }

    /// The work is over.
    void end();

    /// See [#UNSEEN].
    final class Unseen implements Progress {
        private Unseen() {}

        @Override
        public void add(long more) {}

        @Override
        public void begin(String part, Unit unit, long total) {}

        @Override
        public void end() {}
    }
}
