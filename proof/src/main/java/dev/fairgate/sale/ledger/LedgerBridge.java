package dev.fairgate.sale.ledger;

import io.lettuce.core.AbstractRedisClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/// The engine's ledger package over another client and another clock, for the simulator.
public final class LedgerBridge {

    /// Deadline of a command, as in production.
    public static final Duration COMMAND_TIMEOUT = Duration.ofMillis(500);

    private static final int REQUEST_QUEUE = 20_000;

    private LedgerBridge() {}

    /// A ledger that speaks through this client.
    public static Ledger ledger(AbstractRedisClient client) {
        LettuceConnectionFactory factory =
                new LettuceConnectionFactory() {
                    @Override
                    public AbstractRedisClient getRequiredNativeClient() {
                        return client;
                    }
                };
        return new Ledger(
                new LedgerConnection(factory), new LedgerSettings(COMMAND_TIMEOUT, REQUEST_QUEUE));
    }

    /// A clock that starts with the node's own time and then follows the ledger's.
    public static LedgerClock clock(InstantSource wall, LongSupplier nanoTime) {
        return new LedgerClock(wall, nanoTime);
    }

    /// What keeps that clock right.
    public static LedgerPulse pulse(Ledger ledger, LedgerClock clock) {
        return new LedgerPulse(ledger, clock);
    }
}
