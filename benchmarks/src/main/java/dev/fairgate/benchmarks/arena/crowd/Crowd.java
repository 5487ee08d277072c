package dev.fairgate.benchmarks.arena.crowd;

import dev.fairgate.benchmarks.arena.crowd.Customer.Ground;
import dev.fairgate.benchmarks.arena.motion.Jittered;
import dev.fairgate.benchmarks.arena.motion.MinimumJerk;
import dev.fairgate.benchmarks.arena.motion.Motion;
import dev.fairgate.benchmarks.arena.motion.RecordedTraces;
import dev.fairgate.benchmarks.arena.motion.Replayed;
import dev.fairgate.benchmarks.arena.motion.Scripted;
import dev.fairgate.benchmarks.arena.motion.SigmaLognormal;
import dev.fairgate.benchmarks.arena.scenario.Attackers;
import dev.fairgate.benchmarks.arena.scenario.Attackers.Addresses;
import dev.fairgate.benchmarks.arena.scenario.Attackers.Tactic;
import dev.fairgate.benchmarks.arena.scenario.People;
import dev.fairgate.benchmarks.arena.scenario.Scenario;
import dev.fairgate.benchmarks.arena.scenario.Slice;
import dev.fairgate.benchmarks.arena.shop.Visitor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// All who come to one play: actors, and the sheets on which their fates will be.
final class Crowd {

    private static final int RECORDED_TRACES = 40;
    private static final int RECORDED_MS = 4_500;
    private static final int JITTER_PX = 3;
    private static final int JITTER_MS = 8;

    private final Scenario scenario;
    private final Ground ground;
    private final Cast cast;
    private final Places places;
    private final List<Actor> actors = new ArrayList<>();
    private final List<Visitor> visitors = new ArrayList<>();
    private final Map<Slice, List<Sheet>> people = new EnumMap<>(Slice.class);
    private final List<List<Sheet>> bots = new ArrayList<>();

    /// Which play it is.
    ///
    /// @param name begins the names of accounts and devices
    /// @param run decides where in the world it takes place
    /// @param side 0 or 1
    record Cast(String name, int run, int side) {}

    Crowd(Scenario scenario, Ground ground, Cast cast) {
        this.scenario = scenario;
        this.ground = ground;
        this.cast = cast;
        this.places = new Places(cast.run(), cast.side());
        gather();
    }

    private void gather() {
        Motion motion = motion(scenario.people());
        for (var slice : scenario.people().counts().entrySet()) {
            List<Sheet> sheets = new ArrayList<>();
            for (int i = 0; i < slice.getValue(); i++) {
                sheets.add(person(slice.getKey(), i, motion));
            }
            people.put(slice.getKey(), sheets);
        }
        for (int kind = 0; kind < scenario.attackers().size(); kind++) {
            bots.add(gather(kind, scenario.attackers().get(kind)));
        }
    }

    List<Actor> actors() {
        return actors;
    }

    /// All accounts, not yet signed in.
    List<Visitor> visitors() {
        return visitors;
    }

    Map<Slice, List<Sheet>> people() {
        return people;
    }

    /// By kind, in the order of the scenario.
    List<List<Sheet>> bots() {
        return bots;
    }

    private Sheet person(Slice slice, int number, Motion motion) {
        RandomGenerator chance = chance(slice.text(), number);
        RandomGenerator dice = dice(slice.text(), number);
        Habits habits = Habits.of(slice, scenario.playMs(), chance);
        String account = cast.name() + "-" + word(slice) + "-" + number;
        String address = places.of(slice, number, dice);
        Visitor visitor =
                new Visitor(
                        Visitor.Kind.PERSON,
                        account,
                        Instant.now().minus(habits.customerFor()),
                        address,
                        Browsers.person(habits.means(), chance),
                        null);
        visitors.add(visitor);
        Sheet sheet = new Sheet(account, true);
        Customer customer = new Customer(ground, visitor, sheet);
        actors.add(new Person(customer, slice, habits, motion, places, address, chance, dice));
        return sheet;
    }

    private List<Sheet> gather(int kind, Attackers attackers) {
        Motion hands = hands(kind, attackers);
        var tactic = Tactics.of(attackers, ground.holdMs());
        List<Sheet> sheets = new ArrayList<>();
        boolean together = attackers.tactic() == Tactic.BURST;
        Customer shared = together ? bot(kind, 0, attackers, sheets) : null;
        for (int i = 0; i < attackers.bots(); i++) {
            Customer customer = shared == null ? bot(kind, i, attackers, sheets) : shared;
            actors.add(
                    new Bot(
                            customer,
                            attackers,
                            tactic,
                            hands,
                            chance("bot" + kind, i),
                            dice("bot" + kind, i)));
        }
        return sheets;
    }

    private Customer bot(int kind, int number, Attackers attackers, List<Sheet> sheets) {
        RandomGenerator chance = chance("account" + kind, number);
        String account = cast.name() + "-b" + kind + "-" + number;
        Duration age = Duration.ofHours(chance.nextInt(2, 60 * 24)); // bought, not made for this
        boolean plain = attackers.addresses() == Addresses.ONE;
        Visitor visitor =
                new Visitor(
                        Visitor.Kind.BOT,
                        account,
                        Instant.now().minus(age),
                        places.of(attackers.addresses(), number, dice("account" + kind, number)),
                        plain ? Browsers.tool() : Browsers.disguised(),
                        plain ? null : "d-" + account);
        visitors.add(visitor);
        Sheet sheet = new Sheet(account, false);
        sheets.add(sheet);
        return new Customer(ground, visitor, sheet);
    }

    private static Motion motion(People people) {
        return switch (people.hands()) {
            case MINIMUM_JERK -> new MinimumJerk();
            case SIGMA_LOGNORMAL -> new SigmaLognormal();
            case RECORDED -> RecordedTraces.of(Path.of(String.valueOf(people.traces())));
        };
    }

    private @Nullable Motion hands(int kind, Attackers attackers) {
        return switch (attackers.hands()) {
            case NONE -> null;
            case CONSTANT -> new Scripted();
            case REPLAYED -> replayed(kind);
            case JITTERED -> new Jittered(replayed(kind), JITTER_PX, JITTER_MS);
        };
    }

    private Replayed replayed(int kind) {
        return new Replayed(
                motion(scenario.people()),
                RECORDED_TRACES,
                RECORDED_MS,
                dice("recording" + kind, 0));
    }

    /// The same for both plays of a contest.
    private RandomGenerator chance(String kind, int number) {
        return new SplittableRandom(mixed(scenario.seed(), kind, number));
    }

    /// Another one for each.
    private RandomGenerator dice(String kind, int number) {
        return new SplittableRandom(
                mixed(scenario.seed() + 31L * cast.run() + cast.side() + 1, kind, number));
    }

    private static long mixed(long seed, String kind, int number) {
        return (seed * 0x9E3779B97F4A7C15L + kind.hashCode()) * 0xD1B54A32D192ED03L + number;
    }

    private static String word(Slice slice) {
        return slice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
