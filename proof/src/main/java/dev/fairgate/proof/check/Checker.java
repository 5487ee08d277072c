package dev.fairgate.proof.check;

import dev.fairgate.proof.history.History;
import java.util.List;
import java.util.stream.Stream;

/// Judges histories: what was promised to those who bought, against what the stores held in the
/// end. After the checkers of Jepsen (bank, set, total queue), with one difference: the ledger
/// numbers its changes, so the order of all changes need not be searched for; it is read, and
/// compared with the clock.
public final class Checker {

    private Checker() {}

    /// Everything that is wrong with a history whose run came to rest and whose last buyers bought
    /// until nothing was left. Empty when every [Invariant] holds.
    public static List<Violation> check(History history) {
        Verdicts verdicts = new Verdicts();
        new StockRules(history, verdicts).check();
        new OrderRules(history, verdicts).check();
        new IntentionRules(history, verdicts).check();
        new TimeRules(history, verdicts).check();
        return verdicts.all();
    }

    /// The violations as lines for people.
    public static Stream<String> told(List<Violation> violations) {
        return violations.stream()
                .map(it -> it.invariant() + ": " + it.what() + " " + it.operations());
    }
}
