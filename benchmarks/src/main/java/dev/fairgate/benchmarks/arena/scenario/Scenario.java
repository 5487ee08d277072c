package dev.fairgate.benchmarks.arena.scenario;

import java.util.List;

/// What is played: a sale and who comes to it.
///
/// @param name what it is called in reports
/// @param seed what behaviour is drawn from; the same one, the same behaviour
/// @param sale what is sold
/// @param playMs how long the crowd plays after the opening
/// @param people who wants to buy
/// @param attackers bots, none of them on a quiet day
/// @param prices what bots pay
public record Scenario(
        String name,
        long seed,
        SaleTerms sale,
        int playMs,
        People people,
        List<Attackers> attackers,
        Prices prices) {

    /// Takes a copy.
    public Scenario {
        attackers = List.copyOf(attackers);
    }

    /// The same with other dice.
    public Scenario with(long otherSeed) {
        return new Scenario(name, otherSeed, sale, playMs, people, attackers, prices);
    }

    /// The same with people's hands made in another way.
    public Scenario with(Hands hands) {
        return new Scenario(name, seed, sale, playMs, people.with(hands), attackers, prices);
    }

    /// The same for so long, with more units than anybody wants, so that nobody leaves early.
    public Scenario rehearsal(int ms) {
        SaleTerms plenty = new SaleTerms(1_000_000, sale.perAccountLimit(), sale.holdMs());
        return new Scenario(name, seed + 1, plenty, ms, people, attackers, prices);
    }

    /// All bots.
    public int bots() {
        return attackers.stream().mapToInt(Attackers::bots).sum();
    }

    /// What is sold.
    ///
    /// @param units that there are
    /// @param perAccountLimit units for one account
    /// @param holdMs how long an order waits for its money
    public record SaleTerms(int units, int perAccountLimit, int holdMs) {}

    /// What bots pay, in cents; their units cost this much and not the shop's price.
    ///
    /// @param account one account with a verified address
    /// @param hostingAddress one address of a hosting company, for the sale
    /// @param residentialAddress one address in somebody's home, through a proxy, for the sale
    /// @param answer one challenge answered by a solver farm
    /// @param hashing one proof of work computed by the bot itself
    public record Prices(
            double account,
            double hostingAddress,
            double residentialAddress,
            double answer,
            double hashing) {}
}
