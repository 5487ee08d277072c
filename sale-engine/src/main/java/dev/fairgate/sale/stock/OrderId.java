package dev.fairgate.sale.stock;

import com.github.f4b6a3.ulid.Ulid;
import dev.fairgate.sale.sale.SaleId;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An order's name: `<saleId>.<ULID>`. The ULID is the id of the ticket that the order burned, made
/// in ledger time, so the order's key and the ticket's are one.
public record OrderId(SaleId sale, String ulid) {

    private static final Pattern FORM =
            Pattern.compile("([a-z0-9_-]{1,64})\\.([0-7][0-9A-HJKMNP-TV-Z]{25})");

    /// The id in a text, or empty when it is none.
    public static Optional<OrderId> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new OrderId(new SaleId(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
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
