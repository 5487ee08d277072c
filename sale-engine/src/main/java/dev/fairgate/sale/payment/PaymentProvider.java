package dev.fairgate.sale.payment;

import dev.fairgate.sale.stock.Commit;
import dev.fairgate.sale.stock.Order;
import java.net.URI;
import reactor.core.publisher.Mono;

/// The port to whoever takes the money. What it says later comes as payment events, by
/// `POST /api/v1/payments/events`.
public interface PaymentProvider {

    /// Starts the payment of a held order. Asked again for the same order, it names the same
    /// payment again.
    Mono<Started> start(Order order);

    /// How a payment began.
    sealed interface Started {

        /// It is over already: the money is here.
        ///
        /// @param paymentId [plain][Commit#isPlain]
        record Captured(String paymentId) implements Started {
            public Captured {
                if (!Commit.isPlain(paymentId)) {
                    throw new IllegalArgumentException("a payment is 1 to 64 of A-Z a-z 0-9 _ -");
                }
            }
        }

        /// The buyer goes on elsewhere.
        record Pending(URI goOnAt) implements Started {}
    }
}
