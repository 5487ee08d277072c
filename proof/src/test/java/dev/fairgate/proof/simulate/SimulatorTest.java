package dev.fairgate.proof.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.proof.check.Checker;
import dev.fairgate.proof.history.Answer;
import dev.fairgate.proof.history.Entry;
import dev.fairgate.proof.history.Fault;
import dev.fairgate.proof.history.History;
import dev.fairgate.proof.history.Operation;
import dev.fairgate.proof.history.Status;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// `-Dfairgate.simulator.seeds=100000` runs more seeds, `-Dfairgate.simulator.seed=4711` begins
/// with another one.
class SimulatorTest {

    private static final long FIRST = Long.getLong("fairgate.simulator.seed", 1);
    private static final int SEEDS = Integer.getInteger("fairgate.simulator.seeds", 1000);
    private static final int SHOWN = 20;

    @Test
    void keepsEveryPromiseWhateverTheSeed() {
        Seen seen = new Seen();
        List<String> broken = new ArrayList<>();
        try (Quiet _ = new Quiet()) {
            for (long seed = FIRST; seed < FIRST + SEEDS && broken.size() < SHOWN; seed++) {
                History history = Simulation.run(seed).history();
                seen.add(history);
                String of = "-Dfairgate.simulator.seed=" + seed + " ";
                Checker.told(Checker.check(history)).map(of::concat).forEach(broken::add);
            }
        }
        assertThat(broken).isEmpty();
        if (SEEDS >= 100) {
            seen.requireVariety();
        }
    }

    /// A simulation in which nothing happens would find nothing.
    private static final class Seen {
        private final Set<String> faults = new TreeSet<>();
        private final Set<String> refusals = new TreeSet<>();
        private final Set<Status> ends = EnumSet.noneOf(Status.class);
        private boolean unknown;

        void add(History history) {
            history.faults().stream().map(Fault::what).forEach(faults::add);
            history.books().orders().stream().map(Entry::status).forEach(ends::add);
            for (Operation it : history.operations()) {
                unknown |= it.answer() instanceof Answer.Unknown;
                if (it.answer() instanceof Answer.Refused refused) {
                    refusals.add(refused.reason());
                }
            }
        }

        void requireVariety() {
            assertThat(unknown).as("answers got lost").isTrue();
            assertThat(faults).hasSize(Faults.KINDS);
            assertThat(ends)
                    .containsExactlyInAnyOrder(
                            Status.PAID, Status.CANCELLED, Status.LAPSED, Status.REFUND_DUE);
            assertThat(refusals)
                    .contains(
                            "sold-out",
                            "limit-reached",
                            "sale-paused",
                            "sale-changed",
                            "too-many-requests",
                            "order-lapsed",
                            "order-paid",
                            "order-cancelled",
                            "order-refund-due");
        }
    }

    @Test
    void theSameSeedIsTheSameRun() {
        try (Quiet _ = new Quiet()) {
            List<String> first = hashes();
            assertThat(hashes()).isEqualTo(first);
            assertThat(first).doesNotHaveDuplicates();
        }
    }

    private static List<String> hashes() {
        return LongStream.range(FIRST, FIRST + 20)
                .mapToObj(seed -> Simulation.run(seed).traceHash())
                .toList();
    }
}
