package dev.fairgate.benchmarks.arena.motion;

class SigmaLognormalTest extends PeopleContract {

    @Override
    Motion motion() {
        return new SigmaLognormal();
    }
}
