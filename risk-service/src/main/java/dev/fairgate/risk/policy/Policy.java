package dev.fairgate.risk.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// All numbers that decide. `policy/default.json` says why each of its numbers is what it is, in
/// the README of this module; docs/policy.md shows every field of a document.
///
/// @param version counted by whoever writes policies; part of every decision and ticket
/// @param mode whether verdicts are carried out, in sales that have no mode of their own
/// @param sales what is different in some sales
/// @param limits at most one per entity
/// @param rules over features
/// @param honeypots sales that no page links to: who asks for one is no person
/// @param thresholds from score to verdict, in sales that have none of their own; without them
///     those of the model count
/// @param challenge what is asked for
/// @param clearance how long a right answer clears its account for its sale
/// @param ticketLife how long a ticket may be used, at most 5 s
/// @param exploration who is let through by chance
/// @param guard which changes of the policy need a preview
public record Policy(
        long version,
        Mode mode,
        Sales sales,
        List<LimitRule> limits,
        List<Rule> rules,
        Set<String> honeypots,
        Optional<Thresholds> thresholds,
        ChallengeRule challenge,
        Duration clearance,
        Duration ticketLife,
        Exploration exploration,
        GuardRule guard) {

    /// Takes copies.
    public Policy {
        limits = List.copyOf(limits);
        rules = List.copyOf(rules);
        honeypots = Set.copyOf(honeypots);
    }

    /// What holds in a sale.
    public SaleRules in(String saleId) {
        SalePolicy own = sales.in(saleId);
        return new SaleRules(
                own.mode().orElse(mode),
                own.thresholds().or(this::thresholds),
                own.eligibility().orElse(Eligibility.EVERYBODY));
    }

    /// The same in one mode everywhere, and with sales that may be stricter than all others, but
    /// not laxer.
    Policy strictly() {
        Sales strict =
                sales.each(
                        sale -> thresholds.map(sale.inAnyMode()::atMost).orElse(sale.inAnyMode()));
        return with(Mode.ENFORCE, strict);
    }

    /// The same, and verdicts are carried out nowhere.
    Policy observing() {
        return with(Mode.OBSERVE, sales.each(SalePolicy::inAnyMode));
    }

    private Policy with(Mode otherMode, Sales otherSales) {
        return new Policy(
                version,
                otherMode,
                otherSales,
                limits,
                rules,
                honeypots,
                thresholds,
                challenge,
                clearance,
                ticketLife,
                exploration,
                guard);
    }

    /// Whether verdicts are carried out.
    public enum Mode {
        /// They are.
        ENFORCE,
        /// They are logged only, and everybody proceeds.
        OBSERVE
    }
}
