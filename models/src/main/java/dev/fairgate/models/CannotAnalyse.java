package dev.fairgate.models;

/// Says in one sentence, for the person at the command line, why a command can do nothing.
final class CannotAnalyse extends Exception {

    CannotAnalyse(String sentence) {
        super(sentence);
    }
}
