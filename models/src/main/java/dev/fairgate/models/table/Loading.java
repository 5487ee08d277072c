package dev.fairgate.models.table;

import dev.fairgate.models.replay.CannotReplay;
import dev.fairgate.models.replay.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Fills a table from what the database reads.
final class Loading {

    private static final long MOST_ROWS = 10_000_000;

    /// Of a text that names somebody, once for each of them.
    private static final int BYTES_OF_ENTITY = 120;

    private static final int BYTES_OF_ROW = 64;

    /// More values than that are no slices.
    private static final int MOST_TAGS = 256;

    private final DuckDatabase database;
    private final Layout layout;
    private final Consumer<String> says;
    private final Map<String, Boolean> labels = new HashMap<>();
    private final Map<String, Integer> entities = new HashMap<>();
    private final Map<String, String> seenTags = new HashMap<>();
    private int nameless;
    private long withoutTime;

    Loading(DuckDatabase database, Layout layout, Consumer<String> says) {
        this.database = database;
        this.layout = layout;
        this.says = says;
    }

    Table table(long most) throws CannotRead, SQLException {
        long all = database.number("SELECT count(*) FROM " + layout.from());
        long labelled =
                database.number(
                        "SELECT count(*) FROM %s WHERE %s"
                                .formatted(layout.from(), layout.where()));
        requireRoom(labelled, most);
        if (labelled < all) {
            says.accept("%,d rows are left out: they have no label.".formatted(all - labelled));
        }
        Rows rows = new Rows(layout, (int) labelled);
        fill(rows);
        if (withoutTime > 0) {
            says.accept("%,d rows are left out: their time cannot be read.".formatted(withoutTime));
        }
        if (rows.count() == 0) {
            throw new CannotRead(
                    ("'%s' has no row with a label and a time that can be read: say with"
                                    + " --time-format how times are written.")
                            .formatted(layout.file()));
        }
        return rows.table(says);
    }

    private void requireRoom(long rows, long most) throws CannotRead {
        if (rows > MOST_ROWS) {
            throw new CannotRead(
                    "'%s' has %,d labelled rows, more than the %,d that are taken: leave some out."
                            .formatted(layout.file(), rows, MOST_ROWS));
        }
        long numbers = 8L * layout.inputs().size() + 4L * layout.tags().size();
        long entity = layout.entity() == null ? 0 : BYTES_OF_ENTITY;
        long needed = rows * (numbers + entity + BYTES_OF_ROW);
        if (needed > most) {
            throw new CannotRead(
                    ("'%s' would take %,d MiB, more than half of the memory (%,d MiB): raise"
                                    + " FAIRGATE_MODEL_MEMORY, or leave out columns or rows.")
                            .formatted(layout.file(), needed >> 20, most >> 20));
        }
    }

    private void fill(Rows rows) throws CannotRead, SQLException {
        Times times = times();
        try (Statement statement = database.connection().createStatement();
                ResultSet result = statement.executeQuery(query())) {
            while (result.next()) {
                OptionalLong at = at(result, times);
                if (at.isEmpty()) {
                    withoutTime++;
                    continue;
                }
                add(rows, result, at.getAsLong());
            }
        }
    }

    private Times times() throws CannotRead {
        try {
            return new Times(layout.options().timeFormat());
        } catch (CannotReplay e) {
            throw new CannotRead(String.valueOf(e.getMessage()));
        }
    }

    /// First the inputs, then label, time, entity and weight, then the tags.
    private String query() {
        List<String> wanted = new ArrayList<>();
        for (String input : layout.inputs()) {
            String number = "CAST(" + DuckDatabase.name(input) + " AS DOUBLE)";
            wanted.add(
                    "CASE WHEN isfinite(%s) THEN %s ELSE 'nan'::DOUBLE END"
                            .formatted(number, number));
        }
        wanted.add(text(layout.label()));
        wanted.add(time());
        wanted.add(layout.entity() == null ? "NULL" : text(layout.entity()));
        wanted.add(
                layout.weight() == null
                        ? "1.0"
                        : "coalesce(CAST(%s AS DOUBLE), 1.0)"
                                .formatted(DuckDatabase.name(layout.weight())));
        layout.tags().forEach(tag -> wanted.add(text(tag)));
        return "SELECT %s FROM %s WHERE %s"
                .formatted(String.join(", ", wanted), layout.from(), layout.where());
    }

    private String time() {
        String time = layout.time();
        if (time == null) {
            return "0";
        }
        return layout.isMoment()
                ? "epoch_ms(CAST(%s AS TIMESTAMP))".formatted(DuckDatabase.name(time))
                : text(time);
    }

    private static String text(String column) {
        return "CAST(" + DuckDatabase.name(column) + " AS VARCHAR)";
    }

    private OptionalLong at(ResultSet result, Times times) throws SQLException {
        int place = layout.inputs().size() + 2;
        if (layout.time() == null) {
            return OptionalLong.of(0);
        }
        if (layout.isMoment()) {
            long at = result.getLong(place);
            return result.wasNull() ? OptionalLong.empty() : OptionalLong.of(at);
        }
        String text = result.getString(place);
        return text == null ? OptionalLong.empty() : times.read(text.strip());
    }

    private void add(Rows rows, ResultSet result, long at) throws CannotRead, SQLException {
        int inputs = layout.inputs().size();
        int row = rows.begin(at);
        for (int i = 0; i < inputs; i++) {
            rows.number(row, i, result.getDouble(i + 1));
        }
        rows.whose(row, isBot(result.getString(inputs + 1)), entity(result.getString(inputs + 3)));
        rows.weight(row, result.getDouble(inputs + 4));
        for (int i = 0; i < layout.tags().size(); i++) {
            rows.tag(row, i, tag(result.getString(inputs + 5 + i)));
        }
    }

    private boolean isBot(String text) throws CannotRead {
        Boolean known = labels.get(text);
        if (known == null) {
            known = label(text.strip());
            if (labels.size() < MOST_TAGS) {
                labels.put(text, known);
            }
        }
        return known;
    }

    private boolean label(String text) throws CannotRead {
        String ofBots = layout.options().botValue();
        if (ofBots != null) {
            return text.equals(ofBots);
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "1", "1.0", "true", "bot" -> true;
            case "0", "0.0", "false", "human" -> false;
            default ->
                    throw new CannotRead(
                            ("The label '%s' in column '%s' is none of 1, 0, true, false, bot,"
                                            + " human: say with --bot-value which one is a bot's.")
                                    .formatted(text, layout.label()));
        };
    }

    private int entity(@Nullable String name) {
        int next = entities.size() + nameless;
        if (name == null) {
            nameless++;
            return next;
        }
        Integer known = entities.putIfAbsent(name, next);
        return known == null ? next : known;
    }

    private String tag(@Nullable String text) {
        String tag = text == null ? "unknown" : text;
        String seen = seenTags.get(tag);
        if (seen == null) {
            seen = seenTags.size() < MOST_TAGS ? tag : "other";
            seenTags.put(seen, seen);
        }
        return seen;
    }
}
