package dev.fairgate.proof.check;

import java.util.List;

/// A promise that was broken.
///
/// @param invariant which one
/// @param what one sentence with the figures
/// @param operations ids of the operations that show it, perhaps none
public record Violation(Invariant invariant, String what, List<Integer> operations) {
    public Violation {
        operations = List.copyOf(operations);
    }
}
