package dev.fairgate.risk.model;

import dev.fairgate.risk.model.Challengers.Seat;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// The registry that all nodes share. Every call errors with [Away] while it does not answer.
interface ModelStore {

    /// The same call may work later.
    final class Away extends RuntimeException {
        Away(String message) {
            super(message, null, false, false);
        }
    }

    /// The number of the last change; 0 before the first.
    Mono<Long> sequence();

    /// Adds the model that comes with a release, which is the first champion if nobody has decided
    /// anything yet.
    Mono<Void> addFirst(NewModel model);

    /// Adds a model that does nothing yet.
    Mono<Change> add(NewModel model, String by);

    /// Puts a model on a stage.
    Mono<Change> stage(Move move);

    /// Those that score, decide or look on, with the number of the last change, of one moment.
    Mono<Cast> cast();

    /// All of them, the last changed first.
    Mono<List<Listed>> list();

    /// The file as it was added; empty without one.
    Mono<byte[]> file(String version);

    /// Writes what this node has counted, and says what all nodes have.
    Mono<Map<Seat, Tally>> tell(String node, Map<Seat, Tally> counted);

    /// A model before it is in the registry.
    ///
    /// @param file as it was sent, signature and all
    /// @param about what it is, in JSON
    @SuppressWarnings("ArrayRecordComponent") // up to 32 MiB: nobody compares or prints it
    record NewModel(String version, byte[] file, String about) {}

    /// What somebody wants of a model.
    ///
    /// @param percent of a canary
    /// @param from only if that is where it still is
    record Move(
            String version,
            Stage stage,
            @Nullable Integer percent,
            String by,
            String reason,
            @Nullable Stage from) {}

    /// What became of it.
    enum Change {
        DONE,
        /// It was so already.
        SAME,
        /// There is no such model.
        UNKNOWN,
        /// There is no room.
        FULL,
        /// Somebody else was faster.
        OVERTAKEN
    }

    /// Who is on stage.
    record Cast(long sequence, List<Part> parts) {
        public Cast {
            parts = List.copyOf(parts);
        }
    }

    /// One of them.
    ///
    /// @param percent of a canary, else 0
    record Part(String version, Stage stage, int percent) {}

    /// A model with all that people want to know.
    ///
    /// @param since the change that put it there
    /// @param about what it is, in JSON
    /// @param changedBy who put it there, `fairgate` for nobody
    /// @param tally what it would have decided, since the last change of any model
    record Listed(
            Part part,
            long since,
            String about,
            Instant changedAt,
            String changedBy,
            String reason,
            Optional<Tally> tally) {}
}
