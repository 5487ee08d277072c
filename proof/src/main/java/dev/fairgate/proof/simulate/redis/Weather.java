package dev.fairgate.proof.simulate.redis;

import java.time.Duration;

/// What may happen to one message on its way.
///
/// @param fastest way
/// @param slowest way
/// @param cutBefore of a thousand commands, those at which the connection breaks before the server
///     has them
/// @param cutAfter of a thousand commands, those that are carried out and whose answer is lost with
///     the connection
/// @param sentAgain of a thousand unanswered commands of a broken connection, those that are sent
///     over the next one though nobody waits for them any more
public record Weather(
        Duration fastest, Duration slowest, int cutBefore, int cutAfter, int sentAgain) {

    /// A network in one hall.
    public static final Weather FAIR =
            new Weather(Duration.ofNanos(50_000), Duration.ofMillis(1), 0, 0, 0);

    /// The same on a day like any other: now and then a connection breaks.
    public static final Weather USUAL =
            new Weather(Duration.ofNanos(50_000), Duration.ofMillis(3), 2, 5, 500);

    /// The same when nothing goes well.
    public static final Weather ROUGH =
            new Weather(Duration.ofNanos(50_000), Duration.ofMillis(40), 20, 40, 500);
}
