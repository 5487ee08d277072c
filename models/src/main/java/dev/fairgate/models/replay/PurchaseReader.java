package dev.fairgate.models.replay;

import dev.fairgate.models.replay.CsvRecords.Found;
import dev.fairgate.models.replay.Purchase.Label;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads rows of a CSV as purchases. For one thread.
final class PurchaseReader {

    private static final int LONGEST_NAME = 256;
    private static final long MINUTE_MS = 60_000;
    private static final long MOST_QUANTITY = 1_000_000_000;
    private static final Pattern UNITS = Pattern.compile("\\d{1,10}");
    private static final Pattern MONEY =
            Pattern.compile("[+-]?\\d{1,18}(\\.\\d{0,18})?([eE][+-]?\\d{1,3})?");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final Columns columns;
    private final Times times;
    private final ReplayKey key;
    private long rows;
    private @Nullable String fault;

    PurchaseReader(Columns columns, Times times, ReplayKey key) {
        this.columns = columns;
        this.times = times;
        this.key = key;
    }

    /// What a row is.
    sealed interface Row {
        /// A purchase.
        record Good(Purchase purchase) implements Row {}

        /// None.
        ///
        /// @param why goes on after "it"
        record Bad(long line, String why) implements Row {}
    }

    Row read(Found found) {
        return switch (found) {
            case Found.Broken(long line, String why) -> new Row.Bad(line, why);
            case Found.Fields(long line, List<String> values) -> read(line, values);
        };
    }

    private Row read(long line, List<String> values) {
        rows++;
        if (values.size() != columns.count()) {
            return new Row.Bad(
                    line,
                    "has %d fields, and the header has %d"
                            .formatted(values.size(), columns.count()));
        }
        fault = null;
        Purchase purchase = purchase(line, values);
        String why = fault;
        return why == null ? new Row.Good(purchase) : new Row.Bad(line, why);
    }

    private Purchase purchase(long line, List<String> row) {
        money(row);
        String device = name(Column.DEVICE, row);
        return new Purchase(
                at(row),
                line,
                registered(row),
                quantity(row),
                label(row),
                account(line, row),
                device.isEmpty() ? "" : key.device(device),
                address(row));
    }

    private long at(List<String> row) {
        return columns.has(Column.AT)
                ? times.read(columns.get(Column.AT, row)).orElseGet(() -> bad(Column.AT))
                : rows * MINUTE_MS;
    }

    private long registered(List<String> row) {
        String text = columns.get(Column.REGISTERED, row);
        OptionalLong time = text.isEmpty() ? OptionalLong.of(-1) : times.read(text);
        return time.orElseGet(() -> bad(Column.REGISTERED));
    }

    private long quantity(List<String> row) {
        String text = columns.get(Column.QUANTITY, row);
        if (text.isEmpty()) {
            return 1;
        }
        long units = UNITS.matcher(text).matches() ? Long.parseLong(text) : 0;
        return units >= 1 && units <= MOST_QUANTITY ? units : bad(Column.QUANTITY);
    }

    private void money(List<String> row) {
        String text = columns.get(Column.AMOUNT, row);
        if (!text.isEmpty() && !MONEY.matcher(text).matches()) {
            bad(Column.AMOUNT);
        }
    }

    private Label label(List<String> row) {
        return switch (columns.get(Column.LABEL, row).toLowerCase(Locale.ROOT)) {
            case "" -> Label.NONE;
            case "1", "bot" -> Label.BOT;
            case "0", "human" -> Label.HUMAN;
            default -> {
                bad(Column.LABEL);
                yield Label.NONE;
            }
        };
    }

    private String account(long line, List<String> row) {
        String name = name(Column.ACCOUNT, row);
        return name.isEmpty() ? "row-" + line : key.account(name);
    }

    private String name(Column column, List<String> row) {
        String text = columns.get(column, row);
        if (text.length() > LONGEST_NAME || CONTROL.matcher(text).find()) {
            bad(column);
            return "";
        }
        return text;
    }

    private @Nullable Address address(List<String> row) {
        String text = columns.get(Column.ADDRESS, row);
        if (text.isEmpty()) {
            return null;
        }
        Address address = Address.read(text).orElse(null);
        if (address == null) {
            bad(Column.ADDRESS);
        }
        return address;
    }

    /// Without what stands there, which may be anything, and somebody's name.
    private long bad(Column column) {
        if (fault == null) {
            fault = "has no " + column.wireName() + " that can be read";
        }
        return 0;
    }
}
