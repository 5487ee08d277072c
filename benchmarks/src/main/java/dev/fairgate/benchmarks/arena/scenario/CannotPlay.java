package dev.fairgate.benchmarks.arena.scenario;

/// Why there is no contest, as one sentence for whoever asked for it.
public final class CannotPlay extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CannotPlay(String sentence) {
        super(sentence);
    }
}
