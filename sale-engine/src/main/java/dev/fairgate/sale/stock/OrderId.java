package dev.fairgate.sale.stock;

import com.github.f4b6a3.ulid.Ulid;
import dev.fairgate.sale.sale.SaleId;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/// An order's name: `<saleId>.<ULID>`. The ULID is the id of the ticket that the order burned, made
/// in ledger time, so that writing the order burns the ticket.
public record OrderId(SaleId sale, String ulid) {

    private static final Pattern ULID = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

    public OrderId {
        if (!ULID.matcher(ulid).matches()) {
            throw new IllegalArgumentException("an order's number is a ULID");
        }
    }

    /// The id in a text, or empty when it is none.
    public static Optional<OrderId> parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        String ulid = text.substring(dot + 1);
        return SaleId.parse(text.substring(0, dot))
                .filter(sale -> ULID.matcher(ulid).matches())
                .map(sale -> new OrderId(sale, ulid));
    }

    /// When the ticket was made, ledger time, to the millisecond.
    public Instant ticketMadeAt() {
        return Ulid.getInstant(ulid);
    }

    @Override
    public String toString() {
        return sale + "." + ulid;
    }
}
