package dev.fairgate.risk.policy;

/// What is wrong in a document, and where.
///
/// @param pointer a JSON pointer (RFC 6901); empty for the whole document
/// @param rule what has to hold there
public record Fault(String pointer, String rule) {

    @Override
    public String toString() {
        return (pointer.isEmpty() ? "/" : pointer) + ": " + rule;
    }
}
