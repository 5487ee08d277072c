package dev.fairgate.captcha;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that stands still until a test moves it.
final class MovableClock implements InstantSource {

    private volatile Instant now = Instant.parse("2026-11-22T16:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }
}
