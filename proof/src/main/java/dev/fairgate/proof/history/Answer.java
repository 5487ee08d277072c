package dev.fairgate.proof.history;

import java.util.List;

/// What a client learned.
public sealed interface Answer {

    /// An order, as it stood when the answer was made.
    record Order(String id, int quantity, Status status) implements Answer {}

    /// Nothing was done, and nothing will be.
    ///
    /// @param reason the problem's slug, such as `sold-out`
    record Refused(String reason) implements Answer {

        public static final String SOLD_OUT = "sold-out";
    }

    /// The client never heard: perhaps it was done, perhaps it will be.
    record Unknown() implements Answer {}

    /// Orders of the account.
    record Orders(List<Order> orders) implements Answer {
        public Orders {
            orders = List.copyOf(orders);
        }
    }

    /// Units left.
    record Left(long available) implements Answer {}
}
