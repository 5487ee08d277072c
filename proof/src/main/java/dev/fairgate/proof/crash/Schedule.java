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

    /// @param possible what can be broken on this machine
    static Schedule of(long seed, List<Breakage> possible) {
        SplittableRandom random = new SplittableRandom(seed);
        Breakage first = possible.get((int) Math.floorMod(seed, (long) possible.size()));
        List<Breakage> others =
                Arrays.stream(Breakage.values())
                        .filter(possible::contains)
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
