package dev.fairgate.proof.simulate.postgres;

import dev.fairgate.proof.simulate.time.Life;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/// One connection as the server sees it.
final class SimulatedSession {

    private final SimulatedPostgres server;
    private final Life client;
    private boolean broken;

    /// One message and its answer.
    record Step(SimulatedSession session, String what, Runnable work, MonoSink<Void> sink) {}

    SimulatedSession(SimulatedPostgres server, Life client) {
        this.server = server;
        this.client = client;
    }

    Life client() {
        return client;
    }

    boolean isBroken() {
        return broken;
    }

    void broken() {
        broken = true;
    }

    Mono<Void> begin() {
        return server.ask(this, "BEGIN", false, () -> {});
    }

    Mono<Void> run(String what, Consumer<Tables> work) {
        return server.ask(this, what, true, () -> work.accept(server.underWay()));
    }

    Mono<Void> commit() {
        return server.ask(this, "COMMIT", false, () -> server.end(this, true));
    }

    Mono<Void> rollback() {
        return server.ask(this, "ROLLBACK", false, () -> server.end(this, false));
    }

    Mono<Void> close() {
        return Mono.fromRunnable(() -> server.leave(this));
    }
}
