package dev.fairgate.standalone;

/// Why the first run cannot begin: one sentence for the person at the terminal, with what to do.
final class CannotStart extends RuntimeException {

    CannotStart(String sentence) {
        super(sentence, null, false, false);
    }
}
