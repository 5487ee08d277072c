package dev.fairgate.risk.policy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All numbers that decide, loaded once at start. `policy/default.json` says why each of its
/// numbers is what it is, in the README of this module.
///
/// @param version counted by whoever writes policies; part of every decision and ticket
/// @param mode whether verdicts are carried out, in sales that have no mode of their own
/// @param sales what is different in some sales, by the sale's id or by how it begins, with a `*`
///     at the end: `spring-*`
/// @param limits at most one per entity
/// @param rules over features
/// @param honeypots sales that no page links to: who asks for one is no person
/// @param thresholds from score to verdict; without them those of the model count
/// @param challenge what is asked for
/// @param clearance how long a right answer clears its account for its sale
/// @param ticketLife how long a ticket may be used, at most 5 s
/// @param exploration who is let through by chance
public record Policy(
        long version,
        Mode mode,
        Map<String, SalePolicy> sales,
        List<LimitRule> limits,
        List<Rule> rules,
        Set<String> honeypots,
        Optional<Thresholds> thresholds,
        ChallengeRule challenge,
        Duration clearance,
        Duration ticketLife,
        Exploration exploration) {

    /// Takes copies.
    public Policy {
        sales = Map.copyOf(sales);
        limits = List.copyOf(limits);
        rules = List.copyOf(rules);
        honeypots = Set.copyOf(honeypots);
    }

    /// Whether verdicts are carried out in a sale: as its own id says, else as the longest
    /// beginning of it, else as everywhere.
    public Mode mode(String saleId) {
        SalePolicy own = sales.get(saleId);
        for (int length = saleId.length(); own == null && length >= 0; length--) {
            own = sales.get(saleId.substring(0, length) + SalePolicy.ANY_END);
        }
        return own == null ? mode : own.mode();
    }

    /// Whether verdicts are carried out.
    public enum Mode {
        /// They are.
        ENFORCE,
        /// They are logged only, and everybody proceeds.
        OBSERVE
    }
}
