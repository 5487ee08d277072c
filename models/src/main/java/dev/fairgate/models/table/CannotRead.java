package dev.fairgate.models.table;

/// Says in one sentence, for the person at the command line, why a table cannot be read.
public final class CannotRead extends Exception {

    public CannotRead(String sentence) {
        super(sentence);
    }
}
