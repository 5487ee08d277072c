package dev.fairgate.proof.simulate.postgres;

import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Rows of schema `sale`, with the CHECKs of its migration.
public final class Tables {

    private static final String CHECK_VIOLATION = "23514";

    private final Map<String, OrderRow> orders;
    private final Map<String, AccountRow> accounts;
    private final Map<String, SaleRow> sales;
    private final Map<String, String> deadLetters;

    Tables() {
        this(new TreeMap<>(), new HashMap<>(), new HashMap<>(), new TreeMap<>());
    }

    private Tables(
            Map<String, OrderRow> orders,
            Map<String, AccountRow> accounts,
            Map<String, SaleRow> sales,
            Map<String, String> deadLetters) {
        this.orders = orders;
        this.accounts = accounts;
        this.sales = sales;
        this.deadLetters = deadLetters;
    }

    Tables copy() {
        return new Tables(
                new TreeMap<>(orders),
                new HashMap<>(accounts),
                new HashMap<>(sales),
                new TreeMap<>(deadLetters));
    }

    /// One order.
    ///
    /// @param id with its sale
    public record OrderRow(
            String id,
            String account,
            int quantity,
            String status,
            long createdMs,
            long payByMs,
            long changedMs,
            String payment,
            String key,
            long stockSeq) {

        public OrderRow {
            check(quantity > 0 && stockSeq > 0, "sale_order_check");
            check(payByMs >= createdMs && changedMs >= createdMs, "sale_order_check");
        }

        private long held() {
            return status.equals("held") ? quantity : 0;
        }

        private long sold() {
            return status.equals("paid") ? quantity : 0;
        }

        /// What an upsert makes of this row.
        private OrderRow after(OrderRow told) {
            return new OrderRow(
                    id,
                    account,
                    quantity,
                    told.status,
                    createdMs,
                    told.payByMs,
                    told.changedMs,
                    told.payment,
                    told.key.isEmpty() ? key : told.key,
                    told.stockSeq);
        }
    }

    private record AccountRow(long units, @Nullable Integer most) {
        AccountRow {
            check(most == null || units <= most, "within_limit");
        }
    }

    /// A sale; what is not known yet is null.
    record SaleRow(
            @Nullable Long allocation,
            long held,
            long sold,
            @Nullable Integer most,
            long revision,
            long stockSeq,
            long available) {

        SaleRow {
            check(held >= 0, "sale_held_check");
            check(sold >= 0, "sale_sold_check");
            check(allocation == null || held + sold <= allocation, "no_oversell");
        }

        private SaleRow after(SaleRow told) {
            boolean later = told.stockSeq > stockSeq;
            boolean laterTerms = told.revision > revision;
            Integer mostEver =
                    most == null || (told.most != null && told.most > most) ? told.most : most;
            return new SaleRow(
                    laterTerms ? told.allocation : allocation,
                    held,
                    sold,
                    mostEver,
                    Math.max(revision, told.revision),
                    Math.max(stockSeq, told.stockSeq),
                    later ? told.available : available);
        }
    }

    private static void check(boolean holds, String constraint) {
        if (!holds) {
            throw new R2dbcDataIntegrityViolationException(
                    "new row violates check constraint \"" + constraint + "\"", CHECK_VIOLATION);
        }
    }

    /// All orders, by id.
    public List<OrderRow> orders() {
        return List.copyOf(orders.values());
    }

    /// How many entries were put aside.
    public int deadLetters() {
        return deadLetters.size();
    }

    void tell(String sale, SaleRow told) {
        sales.merge(sale, told, SaleRow::after);
    }

    void bury(String entry, String error) {
        deadLetters.putIfAbsent(entry, error);
    }

    /// One statement for any number of orders: later events only, counted for accounts and sale.
    void tell(String sale, List<OrderRow> told) {
        Map<String, Long> units = new TreeMap<>();
        long held = 0;
        long sold = 0;
        for (OrderRow row : told) {
            OrderRow before = orders.get(row.id());
            if (before != null && before.stockSeq() >= row.stockSeq()) {
                continue;
            }
            OrderRow after = before == null ? row : before.after(row);
            orders.put(row.id(), after);
            long wasHeld = before == null ? 0 : before.held();
            long wasSold = before == null ? 0 : before.sold();
            held += after.held() - wasHeld;
            sold += after.sold() - wasSold;
            units.merge(row.account(), after.held() + after.sold() - wasHeld - wasSold, Long::sum);
        }
        count(sale, units, held, sold);
    }

    private void count(String sale, Map<String, Long> units, long held, long sold) {
        SaleRow was = sales.getOrDefault(sale, new SaleRow(null, 0, 0, null, 0, 0, 0));
        units.forEach(
                (account, change) -> {
                    if (change != 0) {
                        accounts.merge(
                                sale + " " + account,
                                new AccountRow(change, was.most()),
                                (known, told) ->
                                        new AccountRow(known.units() + change, was.most()));
                    }
                });
        sales.put(
                sale,
                new SaleRow(
                        was.allocation(),
                        was.held() + held,
                        was.sold() + sold,
                        was.most(),
                        was.revision(),
                        was.stockSeq(),
                        was.available()));
    }
}
