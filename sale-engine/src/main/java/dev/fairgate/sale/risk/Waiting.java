package dev.fairgate.sale.risk;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.JsonNode;

/// A purchase that waits for its verdict.
final class Waiting {

    private final byte[] json;
    private final Sinks.One<JsonNode> answer = Sinks.one();
    private volatile boolean givenUp;

    Waiting(Question question) {
        this.json = question.json();
    }

    byte[] json() {
        return json;
    }

    /// Whoever waited has stopped waiting: no use asking.
    boolean isGivenUp() {
        return givenUp;
    }

    Mono<JsonNode> verdict() {
        return answer.asMono().doOnCancel(() -> givenUp = true);
    }

    void answered(JsonNode item) {
        answer.tryEmitValue(item);
    }

    void failed(Throwable cause) {
        answer.tryEmitError(cause);
    }
}
