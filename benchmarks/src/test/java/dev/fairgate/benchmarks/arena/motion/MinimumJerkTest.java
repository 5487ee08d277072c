package dev.fairgate.benchmarks.arena.motion;

class MinimumJerkTest extends PeopleContract {

    @Override
    Motion motion() {
        return new MinimumJerk();
    }
}
