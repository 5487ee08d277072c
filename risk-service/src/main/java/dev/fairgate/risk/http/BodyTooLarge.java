package dev.fairgate.risk.http;

/// A body over its limit; without a stack trace, like [InvalidRequest].
final class BodyTooLarge extends RuntimeException {

    private final int limit;

    BodyTooLarge(int limit) {
        super("body over " + limit + " bytes", null, false, false);
        this.limit = limit;
    }

    int limit() {
        return limit;
    }
}
