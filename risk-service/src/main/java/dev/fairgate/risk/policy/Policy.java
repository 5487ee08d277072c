package dev.fairgate.risk.policy;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/// All numbers that decide, loaded once at start. `policy/default.json` says why each of its
/// numbers is what it is, in the README of this module.
///
/// @param version counted by whoever writes policies; part of every decision and ticket
/// @param mode whether verdicts are carried out
/// @param limits at most one per entity
/// @param rules over features
/// @param honeypots sales that no page links to: who asks for one is no person
/// @param thresholds from score to verdict
/// @param challenge what is asked for
/// @param clearance how long a right answer clears its account for its sale
/// @param ticketLife how long a ticket may be used, at most 5 s
public record Policy(
        long version,
        Mode mode,
        List<LimitRule> limits,
        List<Rule> rules,
        Set<String> honeypots,
        Thresholds thresholds,
        ChallengeRule challenge,
        Duration clearance,
        Duration ticketLife) {

    /// Takes copies.
    public Policy {
        limits = List.copyOf(limits);
        rules = List.copyOf(rules);
        honeypots = Set.copyOf(honeypots);
    }

    /// Whether verdicts are carried out.
    public enum Mode {
        /// They are.
        ENFORCE,
        /// They are logged only, and everybody proceeds.
        OBSERVE
    }
}
