package dev.fairgate.models.publish;

/// Why a model does not arrive: one sentence for people.
final class CannotPublish extends Exception {

    CannotPublish(String sentence) {
        super(sentence, null, false, false);
    }
}
