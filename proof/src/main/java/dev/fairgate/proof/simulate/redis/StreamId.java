package dev.fairgate.proof.simulate.redis;

/// An entry's id: `<ms>-<n>`.
record StreamId(long ms, long number) implements Comparable<StreamId> {

    static final StreamId FIRST = new StreamId(0, 0);
    static final StreamId LAST = new StreamId(Long.MAX_VALUE, Long.MAX_VALUE);

    static StreamId of(String text) {
        int dash = text.indexOf('-');
        return dash < 0
                ? new StreamId(Long.parseLong(text), 0)
                : new StreamId(
                        Long.parseLong(text.substring(0, dash)),
                        Long.parseLong(text.substring(dash + 1)));
    }

    StreamId next() {
        return new StreamId(ms, number + 1);
    }

    @Override
    public int compareTo(StreamId other) {
        int byMs = Long.compare(ms, other.ms);
        return byMs != 0 ? byMs : Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return ms + "-" + number;
    }
}
