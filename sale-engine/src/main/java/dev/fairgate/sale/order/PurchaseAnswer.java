package dev.fairgate.sale.order;

import dev.fairgate.sale.sale.Sale;
import dev.fairgate.sale.stock.Order;
import dev.fairgate.sale.stock.OrderId;
import dev.fairgate.sale.web.Problem;

/// How an attempt to buy ended.
public sealed interface PurchaseAnswer {

    /// The HTTP status it is answered with.
    int status();

    /// The ledger has the order.
    ///
    /// @param replayed an earlier attempt with the same idempotency key had bought it
    record Bought(Order order, boolean replayed) implements PurchaseAnswer {
        @Override
        public int status() {
            return 201;
        }
    }

    /// Not bought, with the reason a caller may know.
    record Refused(Problem problem) implements PurchaseAnswer {
        @Override
        public int status() {
            return problem.status();
        }
    }

    /// Price or terms are not what the buyer saw.
    record Changed(Sale now) implements PurchaseAnswer {
        @Override
        public int status() {
            return 409;
        }
    }

    /// The verdict came too late to be used; nothing was sold.
    record TooLate() implements PurchaseAnswer {
        @Override
        public int status() {
            return 503;
        }
    }

    /// The ledger did not answer: the order may be there or not, its address will tell.
    record Unknown(OrderId order) implements PurchaseAnswer {
        @Override
        public int status() {
            return 503;
        }
    }
}
