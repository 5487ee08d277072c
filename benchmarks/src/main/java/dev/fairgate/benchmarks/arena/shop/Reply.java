package dev.fairgate.benchmarks.arena.shop;

import java.time.Duration;
import java.util.List;

/// What a purchase is answered.
public sealed interface Reply {

    /// 201.
    record Bought(String orderId) implements Reply {}

    /// 428: to be answered with the next attempt.
    ///
    /// @param alternatives other kinds that may be asked for
    record Challenged(String id, String kind, List<String> alternatives) implements Reply {}

    /// 403.
    record Blocked() implements Reply {}

    /// 429: over a limit.
    record Throttled(Duration retryAfter) implements Reply {}

    /// 409: the sale is sold out, closed or paused, or the account has its share.
    ///
    /// @param why the problem's type, such as `sold-out`
    record Unavailable(String why) implements Reply {}

    /// 409 of a sale that opens later, or of a purchase that is still under way.
    record TooEarly(Duration retryAfter) implements Reply {}

    /// 5xx, or no answer: may be repeated.
    record Failed(int status) implements Reply {}
}
