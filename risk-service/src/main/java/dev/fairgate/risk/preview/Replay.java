package dev.fairgate.risk.preview;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides about decisions of the log once more, under two policies.
///
/// @param version of the policy in force
record Replay(Side before, Side after, long version) {

    private static final int STEP = 2_000;

    /// Counts what both come to. Blocks.
    ///
    /// @param bots whether a bot was behind each, where somebody has said
    Tally run(
            List<Logged> decisions, @Nullable Boolean[] bots, Workers workers, Progress progress) {
        int size = decisions.size();
        return workers
                .share(
                        part -> {
                            Tally tally = new Tally();
                            int from = (int) ((long) size * part / Workers.COUNT);
                            int to = (int) ((long) size * (part + 1) / Workers.COUNT);
                            for (int i = from; i < to; i++) {
                                add(tally, decisions.get(i), i, bots[i]);
                                if ((i - from) % STEP == STEP - 1) {
                                    progress.add(STEP);
                                }
                            }
                            return tally;
                        })
                .stream()
                .reduce(new Tally(), Tally::plus);
    }

    private void add(Tally tally, Logged decision, int number, @Nullable Boolean bot) {
        tally.add(
                decision,
                before.about(decision, number, PackedRow.unpack(decision.row()), false),
                after.about(decision, number, PackedRow.unpack(decision.row()), true),
                bot,
                decision.said().policy() == version);
    }
}
