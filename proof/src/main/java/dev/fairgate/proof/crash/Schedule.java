package dev.fairgate.proof.crash;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// What is broken when, drawn from a seed: seeds in a row go through all breakages, each with
/// another one beside it.
record Schedule(List<Strike> strikes) {

    private static final int FIRST_MS = 500;
    private static final int LAST_MS = 2_000;

    /// @param afterMs since the load began
    record Strike(Breakage breakage, int afterMs, RandomGenerator random) {}

    Schedule {
        strikes = List.copyOf(strikes);
    }

    static Schedule of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Breakage[] all = Breakage.values();
        Breakage first = all[(int) Math.floorMod(seed, (long) all.length)];
        List<Breakage> others =
                Arrays.stream(all)
                        .filter(it -> it.part() != first.part())
                        .filter(it -> it.part() != Breakage.Part.ALL)
                        .toList();
        List<Strike> strikes = new ArrayList<>();
        strikes.add(strike(first, random));
        if (first.part() != Breakage.Part.ALL) {
            strikes.add(strike(others.get(random.nextInt(others.size())), random));
        }
        return new Schedule(strikes);
    }

    /// The same, with another one in the place of what cannot be had on this machine.
    Schedule on(World world) {
        return new Schedule(
                strikes.stream()
                        .map(
                                it ->
                                        it.breakage().whyNot(world).isEmpty()
                                                ? it
                                                : new Strike(
                                                        Breakage.KILL_LEDGER,
                                                        it.afterMs(),
                                                        it.random()))
                        .toList());
    }

    private static Strike strike(Breakage breakage, SplittableRandom random) {
        return new Strike(breakage, random.nextInt(FIRST_MS, LAST_MS), random.split());
    }

    @Override
    public String toString() {
        return String.join(
                ", ",
                strikes.stream().map(it -> it.breakage() + " at " + it.afterMs() + " ms").toList());
    }
}
