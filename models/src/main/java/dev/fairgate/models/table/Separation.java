package dev.fairgate.models.table;

import java.util.Arrays;

/// How far one column alone tells bots from people.
///
/// @param auc share of pairs of a bot and a person in which the bot has the greater value, ties
///     half; 0.5 to 1, as the sides may be changed
/// @param atThreshold the lesser of precision and recall, at the one threshold where that is most
/// @param distinct how many different values there are
/// @param isPure whether no bot has the value of a person
record Separation(double auc, double atThreshold, long distinct, boolean isPure) {

    static Separation of(double[] column, boolean[] isBot) {
        double[] bots = sorted(column, isBot, true);
        double[] people = sorted(column, isBot, false);
        Sweep sweep = new Sweep(bots, people);
        while (sweep.next()) {
            sweep.look();
        }
        double auc = sweep.won / ((double) bots.length * people.length);
        return new Separation(
                Math.max(auc, 1 - auc), sweep.atThreshold, sweep.distinct, sweep.isPure);
    }

    private static double[] sorted(double[] column, boolean[] isBot, boolean which) {
        double[] chosen = new double[column.length];
        int count = 0;
        for (int i = 0; i < column.length; i++) {
            if (isBot[i] == which) {
                chosen[count++] = column[i] + 0.0; // so that -0 is 0
            }
        }
        double[] sorted = Arrays.copyOf(chosen, count);
        Arrays.sort(sorted);
        return sorted;
    }

    /// Goes up through the values of both.
    private static final class Sweep {
        private final double[] bots;
        private final double[] people;
        private int botsBelow;
        private int peopleBelow;
        private int botsHere;
        private int peopleHere;
        private double won;
        private double atThreshold;
        private long distinct;
        private boolean isPure = true;

        Sweep(double[] bots, double[] people) {
            this.bots = bots;
            this.people = people;
        }

        boolean next() {
            botsBelow += botsHere;
            peopleBelow += peopleHere;
            if (botsBelow == bots.length && peopleBelow == people.length) {
                return false;
            }
            double value = Math.min(at(bots, botsBelow), at(people, peopleBelow));
            botsHere = run(bots, botsBelow, value);
            peopleHere = run(people, peopleBelow, value);
            return true;
        }

        void look() {
            distinct++;
            isPure &= botsHere == 0 || peopleHere == 0;
            won += botsHere * (peopleBelow + peopleHere / 2.0);
            int botsUpTo = botsBelow + botsHere;
            int peopleUpTo = peopleBelow + peopleHere;
            rule(botsUpTo, peopleUpTo);
            rule(bots.length - botsUpTo, people.length - peopleUpTo);
        }

        private void rule(double right, double wrong) {
            if (right > 0) {
                double least = Math.min(right / (right + wrong), right / bots.length);
                atThreshold = Math.max(atThreshold, least);
            }
        }

        private static double at(double[] values, int place) {
            return place < values.length ? values[place] : Double.POSITIVE_INFINITY;
        }

        private static int run(double[] values, int from, double value) {
            int to = from;
            while (to < values.length && values[to] == value) {
                to++;
            }
            return to - from;
        }
    }
}
