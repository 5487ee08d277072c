package dev.fairgate.benchmarks.arena.crowd;

import dev.fairgate.benchmarks.arena.scenario.Attackers;
import dev.fairgate.benchmarks.arena.shop.Reply;

/// The tactics that scenarios name.
final class Tactics {

    private static final int BETWEEN_SHOTS_MS = 100;
    private static final int FASTEST_MS = 40;

    private Tactics() {}

    static Tactic of(Attackers attackers, int holdMs) {
        return switch (attackers.tactic()) {
            case BURST -> Tactics::burst;
            case SCALP -> Tactics::scalp;
            case HOLD -> bot -> hold(bot, holdMs);
        };
    }

    /// Shoots without looking at the answers.
    private static void burst(Bot bot) throws InterruptedException {
        bot.awaitOpening(FASTEST_MS);
        for (int shot = 0; shot < bot.tries(); shot++) {
            if (bot.ask() instanceof Reply.Unavailable) {
                return;
            }
            bot.pause(BETWEEN_SHOTS_MS);
        }
    }

    /// Buys one unit and pays it.
    private static void scalp(Bot bot) throws InterruptedException {
        bot.awaitOpening(FASTEST_MS);
        if (bot.buy() instanceof Reply.Bought(String order)) {
            bot.pay(order);
        }
    }

    /// Holds a unit for as long as it can be held, then another one.
    private static void hold(Bot bot, int holdMs) throws InterruptedException {
        bot.awaitOpening(FASTEST_MS);
        while (true) {
            bot.buy();
            bot.pause(holdMs);
        }
    }
}
