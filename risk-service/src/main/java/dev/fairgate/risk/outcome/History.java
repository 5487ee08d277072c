package dev.fairgate.risk.outcome;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// What became of an account's purchases, over all sales: how often each outcome came about, and
/// when it did last. It goes back to when the account was last without any outcome for 30 days.
///
/// @param tallies by outcome; none stands for never
public record History(Map<Outcome, Tally> tallies) {

    /// Nothing is known.
    public static final History NONE = new History(Map.of());

    /// How often, at least once, and when last.
    public record Tally(long count, Instant last) {}

    /// Copies.
    public History {
        tallies = Map.copyOf(tallies);
    }

    /// How often an outcome came about.
    public long count(Outcome outcome) {
        Tally tally = tallies.get(outcome);
        return tally == null ? 0 : tally.count();
    }

    /// When an outcome came about last, to the millisecond; late reports of earlier ones do not
    /// change it.
    public Optional<Instant> last(Outcome outcome) {
        return Optional.ofNullable(tallies.get(outcome)).map(Tally::last);
    }

    /// Where the store keeps the history of an account: beside the account's other keys.
    public static String storeKey(String accountId) {
        return "history:{account:" + accountId + "}";
    }

    /// Reads what `outcome/take.lua` wrote. Places that this version does not know are left alone,
    /// those that an older one did not write are empty.
    public static History parse(String text) {
        String[] cells = text.split(" ", -1);
        Map<Outcome, Tally> tallies = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            int time = 2 * outcome.place() - 1;
            if (time < cells.length && !cells[time - 1].equals("0")) {
                tallies.put(outcome, tally(cells[time - 1], cells[time]));
            }
        }
        return new History(tallies);
    }

    private static Tally tally(String count, String millis) {
        return new Tally(Long.parseLong(count), Instant.ofEpochMilli(Long.parseLong(millis)));
    }
}
