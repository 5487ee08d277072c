package dev.fairgate.risk.http;

/// A caller's fault found while reading a body. It carries no stack trace: it says nothing about
/// this code, and an attacker makes many of them.
public final class InvalidRequest extends RuntimeException {

    private final String detail;

    /// @param detail which rule is broken, for example `quantity: must be a whole number`
    public InvalidRequest(String detail) {
        super(detail, null, false, false);
        this.detail = detail;
    }

    /// Which rule is broken, in words for the caller.
    public String detail() {
        return detail;
    }
}
