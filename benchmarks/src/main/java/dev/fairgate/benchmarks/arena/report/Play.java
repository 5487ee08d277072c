package dev.fairgate.benchmarks.arena.report;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// One sale that a crowd has played.
///
/// @param allocation units that there were
/// @param soldOutMs from opening until the last unit was taken; empty when units were left
/// @param slices people, by what kind of people they are
/// @param attackers bots, by kind
/// @param timeline what happened, in steps of [Moment#STEP_MS] from a little before the opening
/// @param latency of purchases
public record Play(
        int allocation,
        OptionalLong soldOutMs,
        List<Slice> slices,
        List<Attacker> attackers,
        List<Moment> timeline,
        Latency latency) {

    /// Takes copies.
    public Play {
        slices = List.copyOf(slices);
        attackers = List.copyOf(attackers);
        timeline = List.copyOf(timeline);
    }

    /// Units in the hands of people, who may each have several.
    public int unitsOfPeople() {
        return slices.stream().mapToInt(Slice::units).sum();
    }

    /// Units in the hands of bots.
    public int unitsOfBots() {
        return attackers.stream().mapToInt(Attacker::units).sum();
    }

    /// People who came.
    int people() {
        return slices.stream().mapToInt(Slice::people).sum();
    }

    /// Bots that came.
    int bots() {
        return attackers.stream().mapToInt(Attacker::bots).sum();
    }

    /// People of one kind and what became of them. One person may count in several of the numbers.
    ///
    /// @param name such as `carrier NAT`
    /// @param people how many came
    /// @param units that they got
    /// @param challenged who were asked a challenge at least once
    /// @param refused who were blocked or told to wait by a limit at least once (403, 429)
    /// @param tooLate who were challenged while units were left and came out without one
    /// @param gaveUp who left without an order although units were left
    public record Slice(
            String name,
            int people,
            int units,
            int challenged,
            int refused,
            int tooLate,
            int gaveUp) {

        /// Nobody of a kind.
        static Slice none(String name) {
            return new Slice(name, 0, 0, 0, 0, 0, 0);
        }

        /// These people and others of their kind.
        Slice plus(Slice other) {
            return new Slice(
                    name,
                    people + other.people,
                    units + other.units,
                    challenged + other.challenged,
                    refused + other.refused,
                    tooLate + other.tooLate,
                    gaveUp + other.gaveUp);
        }
    }

    /// Bots of one kind and what they came to.
    ///
    /// @param name such as `rented addresses, jittered hands`
    /// @param threat the OWASP Automated Threat, such as `OAT-005`
    /// @param bots accounts that were used
    /// @param requests purchases that were asked for
    /// @param units that they got
    /// @param challenged accounts that were asked a challenge at least once
    /// @param refused accounts that were blocked or told to wait at least once
    /// @param answersBought challenges that a solver was paid for
    /// @param costCents what accounts, addresses and answers cost at the scenario's prices
    public record Attacker(
            String name,
            String threat,
            int bots,
            long requests,
            int units,
            int challenged,
            int refused,
            long answersBought,
            double costCents) {

        /// No bot of a kind.
        static Attacker none(String name, String threat) {
            return new Attacker(name, threat, 0, 0, 0, 0, 0, 0, 0);
        }

        /// Threat and name: two threats may share a name.
        String kind() {
            return threat + " " + name;
        }

        /// These bots and others of their kind.
        Attacker plus(Attacker other) {
            return new Attacker(
                    name,
                    threat,
                    bots + other.bots,
                    requests + other.requests,
                    units + other.units,
                    challenged + other.challenged,
                    refused + other.refused,
                    answersBought + other.answersBought,
                    costCents + other.costCents);
        }

        /// What a unit came to; empty when they got none.
        OptionalDouble centsPerUnit() {
            return units == 0 ? OptionalDouble.empty() : OptionalDouble.of(costCents / units);
        }
    }

    /// What happened in one step of the timeline.
    ///
    /// @param atMs begin of the step since the opening; negative before it
    /// @param people what they were answered
    /// @param bots what they were answered
    public record Moment(int atMs, Answers people, Answers bots) {

        /// The length of a step.
        public static final int STEP_MS = 250;

        /// This step of two timelines.
        Moment plus(Moment other) {
            return new Moment(atMs, people.plus(other.people), bots.plus(other.bots));
        }
    }

    /// Answers to purchases by what they said.
    ///
    /// @param units orders made
    /// @param challenged 428
    /// @param refused 403 and 429
    /// @param unavailable 409, such as sold out
    /// @param failed 5xx, and no answer at all
    public record Answers(int units, int challenged, int refused, int unavailable, int failed) {

        /// None yet.
        static final Answers NONE = new Answers(0, 0, 0, 0, 0);

        Answers plus(Answers other) {
            return new Answers(
                    units + other.units,
                    challenged + other.challenged,
                    refused + other.refused,
                    unavailable + other.unavailable,
                    failed + other.failed);
        }

        int total() {
            return units + challenged + refused + unavailable + failed;
        }
    }

    /// Times from sending a purchase to having its answer, on this machine, the crowd beside it.
    public record Latency(long purchases, double p50Ms, double p99Ms, double maxMs) {}
}
