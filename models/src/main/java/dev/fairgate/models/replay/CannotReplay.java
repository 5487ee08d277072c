package dev.fairgate.models.replay;

/// Says in one sentence, for the person at the command line, why nothing can be replayed.
public final class CannotReplay extends Exception {

    CannotReplay(String sentence) {
        super(sentence);
    }
}
