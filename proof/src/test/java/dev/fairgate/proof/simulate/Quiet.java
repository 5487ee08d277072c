package dev.fairgate.proof.simulate;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/// Keeps engines from telling of every fault that is injected, until it is closed.
final class Quiet implements AutoCloseable {

    private final Logger engines = logger("dev.fairgate.sale");
    private final Level before = engines.getLevel();

    Quiet() {
        engines.setLevel(Level.OFF);
    }

    private static Logger logger(String name) {
        if (LoggerFactory.getLogger(name) instanceof Logger logger) {
            return logger;
        }
        throw new IllegalStateException("logging is not by Logback");
    }

    @Override
    public void close() {
        engines.setLevel(before);
    }
}
