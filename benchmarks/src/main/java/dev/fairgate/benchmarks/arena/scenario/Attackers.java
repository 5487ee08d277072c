package dev.fairgate.benchmarks.arena.scenario;

import java.util.Locale;

/// Bots of one kind.
///
/// @param tactic what they do
/// @param bots how many there are
/// @param addresses where they come from
/// @param hands what they send as telemetry
/// @param solver how they answer challenges
/// @param opensPage whether each opens the page of the sale first, and so has a device cookie
/// @param tries how often each asks before it gives up
public record Attackers(
        Tactic tactic,
        int bots,
        Addresses addresses,
        Hands hands,
        boolean opensPage,
        Solver solver,
        int tries) {

    /// What bots do, by the OWASP Automated Threats.
    public enum Tactic {
        /// One account, asking over as many connections as there are bots.
        BURST("OAT-005", "one account in a burst"),
        /// An account each, to buy and to keep.
        SCALP("OAT-005", "scalpers"),
        /// An account each, to hold units and never pay, over and over.
        HOLD("OAT-021", "denial of inventory");

        private final String threat;
        private final String text;

        Tactic(String threat, String text) {
            this.threat = threat;
            this.text = text;
        }

        /// Its code, such as `OAT-005`.
        public String threat() {
            return threat;
        }
    }

    /// Where bots come from.
    public enum Addresses {
        /// All from one.
        ONE,
        /// One each, of hosting companies.
        HOSTING,
        /// One each, of homes.
        RESIDENTIAL
    }

    /// What bots send as telemetry.
    public enum Hands {
        NONE,
        /// One straight line at one speed.
        CONSTANT,
        /// A few traces of people, over and over.
        REPLAYED,
        /// The same, a few px and ms beside it.
        JITTERED
    }

    /// How bots answer challenges.
    public enum Solver {
        /// They do not.
        NONE,
        /// They compute proofs of work and cannot read pictures.
        HASHING,
        /// People somewhere, at a price and a delay (OAT-009).
        FARM
    }

    /// What reports call them.
    public String text() {
        return tactic.text
                + (tactic == Tactic.BURST ? "" : ", " + lower(addresses) + " address" + ending())
                + (hands == Hands.NONE ? silence() : ", " + lower(hands) + " hands")
                + (solver == Solver.NONE
                        ? ""
                        : solver == Solver.FARM ? ", solver farm" : ", hashing");
    }

    /// The threats, such as `OAT-005 OAT-009`.
    public String threats() {
        return tactic.threat + (solver == Solver.FARM ? " OAT-009" : "");
    }

    private String silence() {
        return opensPage ? ", page but no hands" : ", no hands";
    }

    private String ending() {
        return addresses == Addresses.ONE ? "" : "es";
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
