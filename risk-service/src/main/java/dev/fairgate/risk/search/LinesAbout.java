package dev.fairgate.risk.search;

import com.github.f4b6a3.ulid.Ulid;
import dev.fairgate.risk.log.Finds;
import dev.fairgate.risk.log.LogReader;
import dev.fairgate.risk.log.TimeRange;
import dev.fairgate.risk.log.Wanted;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Gathers what one log has about a decision: its own line, and those of its challenge and of what
/// became of it in the 15 minutes after. Its id says when it was made, so that only files of that
/// time are read.
final class LinesAbout {

    private static final Duration NEAR = Duration.ofSeconds(10);

    /// Between the clock of the node that decided and the ledger's.
    private static final Duration OTHER_CLOCKS = Duration.ofMinutes(5);

    private static final Duration LATEST = Duration.ofMinutes(15);
    private static final int MOST = 100;

    private final LogReader reader;
    private final List<String> texts = new ArrayList<>();
    private final BooleanSupplier isOver;
    private final List<String> lines = new ArrayList<>();
    private boolean isPartial;

    /// @param challengeRef of its challenge, where that is known
    LinesAbout(LogReader reader, String id, Optional<String> challengeRef, BooleanSupplier isOver) {
        this.reader = reader;
        this.isOver = isOver;
        texts.add(Wanted.field("decisionId", id));
        challengeRef.ifPresent(ref -> texts.add(Wanted.field("challengeRef", ref)));
    }

    NodeLines look(String id) throws IOException {
        Instant made = Ulid.getInstant(id);
        look(made.minus(NEAR), made.plus(NEAR));
        if (lines.isEmpty()) {
            look(made.minus(OTHER_CLOCKS), made.minus(NEAR));
        }
        look(made.plus(NEAR), made.plus(OTHER_CLOCKS));
        look(made.plus(OTHER_CLOCKS), made.plus(LATEST));
        return new NodeLines(reader.id(), lines, isPartial);
    }

    private void look(Instant from, Instant to) throws IOException {
        isPartial |= isOver.getAsBoolean();
        if (!isPartial) {
            Finds finds =
                    reader.find(
                            Wanted.lines(new TimeRange(from, to), texts),
                            Optional.empty(),
                            MOST,
                            isOver);
            finds.found().reversed().forEach(found -> lines.add(found.line()));
            isPartial |= finds.isPartial();
        }
    }
}
