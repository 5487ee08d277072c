package dev.fairgate.models.dataset;

/// Says in one sentence, for the person at the command line, why there is no dataset.
final class CannotMake extends Exception {

    CannotMake(String sentence) {
        super(sentence);
    }
}
