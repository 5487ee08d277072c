package dev.fairgate.risk.replica;

import dev.fairgate.risk.replica.PostgresReplicas.Mark;
import dev.fairgate.risk.rounds.Rounds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Compares every document with PostgreSQL once a second, in either direction. While it is away it
/// is asked again after 1 s, 2 s, at most 8 s. For one thread.
final class DatabaseRounds implements Rounds {

    private static final Duration PATIENCE =
            Duration.ofSeconds(75); // calls have their own deadline
    private static final int DOUBLINGS = 3;

    private final OpenDocuments documents;
    private final PostgresReplicas database;
    private final Side side;
    private final LongSupplier nanoTime;
    private int failed;
    private long due;

    DatabaseRounds(
            OpenDocuments documents, PostgresReplicas database, Side side, LongSupplier nanoTime) {
        this.documents = documents;
        this.database = database;
        this.side = side;
        this.nanoTime = nanoTime;
        this.due = nanoTime.getAsLong();
    }

    @Override
    public void round() throws InterruptedException {
        if (nanoTime.getAsLong() - due < 0) {
            return;
        }
        Optional<List<Mark>> marks = side.ask(database.marks(), PATIENCE);
        boolean isThere = marks.isPresent();
        for (Document document : documents.all()) {
            isThere = isThere && compare(document, marks.orElseThrow());
        }
        failed = isThere ? 0 : failed + 1;
        due =
                nanoTime.getAsLong()
                        + Duration.ofSeconds(1L << Math.clamp(failed - 1L, 0, DOUBLINGS)).toNanos();
    }

    @Override
    public void end() {}

    private boolean compare(Document document, List<Mark> marks) throws InterruptedException {
        Copy own = document.copy();
        Optional<Mark> mark =
                marks.stream()
                        .filter(it -> it.name().equals(database.key(document.name())))
                        .findFirst();
        long sequence = mark.map(Mark::sequence).orElse(0L);
        String id = mark.map(Mark::id).orElse("");
        if (own.isNewerThan(sequence, id)) {
            return side.ask(database.offer(document.name(), own), PATIENCE).isPresent();
        }
        if (sequence == own.sequence() && id.equals(own.id())) {
            return true;
        }
        Optional<Copy> newer = side.ask(database.read(document.name()), PATIENCE);
        newer.ifPresent(document::adopt);
        return newer.isPresent();
    }
}
