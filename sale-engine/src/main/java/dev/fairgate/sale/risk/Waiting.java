package dev.fairgate.sale.risk;

import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.JsonNode;

/// A purchase that waits for its verdict.
final class Waiting {

    private final byte[] json;
    private final Sinks.One<JsonNode> answer = Sinks.one();
    private volatile boolean givenUp;
    private volatile boolean over;
    private int sweeps;

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

    /// Counts a sweep; after more than `most` of them, whoever still waits has waited too long.
    void swept(int most) {
        if (!over && !givenUp && ++sweeps > most) {
            givenUp = true;
            failed(new TimeoutException("no answer within the deadline"));
        }
    }

    void answered(JsonNode item) {
        over = true;
        answer.tryEmitValue(item);
    }

    void failed(Throwable cause) {
        over = true;
        answer.tryEmitError(cause);
    }
}
