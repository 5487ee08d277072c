package dev.fairgate.proof.check;

import dev.fairgate.proof.history.Answer;
import dev.fairgate.proof.history.Operation;
import java.util.List;

/// What an answer shows of orders.
final class Sight {

    private Sight() {}

    static List<Answer.Order> of(Operation operation) {
        return switch (operation.answer()) {
            case Answer.Order it -> List.of(it);
            case Answer.Orders it -> it.orders();
            case Answer.Refused _, Answer.Unknown _, Answer.Left _ -> List.of();
        };
    }
}
