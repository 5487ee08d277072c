package dev.fairgate.models.table;

import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.models.schema.Feature;
import dev.fairgate.models.table.TableReader.Options;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which column of a file is what.
///
/// @param from what the database reads
/// @param where which rows count, as SQL; all of a table
/// @param inputs columns that a model may see
/// @param isMoment whether the database knows the time column as times
/// @param tags columns by which rows are told apart in evaluation
/// @param weight how much a row counts; null for all the same
/// @param leftOut what is no input, and why, in sentences
record Layout(
        Path file,
        Options options,
        boolean isFairgate,
        String from,
        String where,
        String label,
        List<String> inputs,
        @Nullable String time,
        boolean isMoment,
        @Nullable String entity,
        List<String> tags,
        @Nullable String weight,
        List<String> leftOut) {

    private static final Set<String> NUMBERS =
            Set.of(
                    "TINYINT",
                    "SMALLINT",
                    "INTEGER",
                    "BIGINT",
                    "HUGEINT",
                    "UTINYINT",
                    "USMALLINT",
                    "UINTEGER",
                    "UBIGINT",
                    "UHUGEINT",
                    "FLOAT",
                    "DOUBLE",
                    "BOOLEAN");

    private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\(\\d+, ?\\d+\\)");

    private static final Pattern INPUT = Pattern.compile("[A-Za-z0-9_. -]{1,64}");

    /// Slices of a dataset.
    private static final List<String> TAGS =
            List.of("network_kind", "is_ipv6", "hands", "new_account", "touch");

    static Layout of(DuckDatabase database, Path file, Options options)
            throws CannotRead, SQLException {
        SourceColumns columns =
                SourceColumns.of(
                        database,
                        file,
                        new SourceColumns.Csv(options.hasHeader(), options.separator(), "c"));
        return isDataset(columns) ? dataset(columns, options) : table(database, columns, options);
    }

    private static List<String> features() {
        return FeatureName.schema().features().stream().map(Feature::name).toList();
    }

    private static boolean isDataset(SourceColumns columns) {
        return columns.types().keySet().containsAll(features());
    }

    private static Layout dataset(SourceColumns columns, Options options) throws CannotRead {
        String label = options.label() == null ? "label" : options.label();
        String time = either(options.time(), "at", columns);
        String entity = either(options.entity(), "account_id", columns);
        require(columns, label, "label");
        List<String> inputs = new ArrayList<>(features());
        inputs.removeAll(options.leaveOut());
        String where = DuckDatabase.name(label) + " IS NOT NULL";
        if (columns.has("label_kind") && !options.hasWeakLabels()) {
            where += " AND label_kind = 'true'";
        }
        return new Layout(
                columns.file(),
                options,
                true,
                columns.from(texts(label, time, entity)),
                where,
                label,
                List.copyOf(inputs),
                time,
                isMoment(columns, time),
                entity,
                TAGS.stream().filter(columns::has).toList(),
                columns.has("weight") ? "weight" : null,
                List.of());
    }

    private static @Nullable String either(
            @Nullable String named, String usual, SourceColumns columns) throws CannotRead {
        if (named != null) {
            require(columns, named, "time or entity");
            return named;
        }
        return columns.has(usual) ? usual : null;
    }

    private static Layout table(DuckDatabase database, SourceColumns columns, Options options)
            throws CannotRead, SQLException {
        String label = options.label() == null ? "label" : options.label();
        if (options.time() != null) {
            require(columns, options.time(), "times");
        }
        if (options.entity() != null) {
            require(columns, options.entity(), "entities");
        }
        for (String name : options.leaveOut()) {
            require(columns, name, "values to leave out");
        }
        String from = columns.from(texts(label, options.time(), options.entity()));
        if (options.labels() == null) {
            require(columns, label, "labels");
        } else {
            from = Joined.from(database, columns, from, options, label);
        }
        List<String> leftOut = new ArrayList<>();
        List<String> inputs = inputs(columns, options, label, leftOut);
        return new Layout(
                columns.file(),
                options,
                false,
                from,
                DuckDatabase.name(label) + " IS NOT NULL",
                label,
                inputs,
                options.time(),
                isMoment(columns, options.time()),
                options.entity(),
                List.of(),
                null,
                List.copyOf(leftOut));
    }

    private static List<String> inputs(
            SourceColumns columns, Options options, String label, List<String> leftOut)
            throws CannotRead {
        Set<String> others = new HashSet<>(options.leaveOut());
        others.addAll(texts(label, options.time(), options.entity()));
        if (options.join() != null) {
            others.add(options.join());
        }
        List<String> inputs = new ArrayList<>();
        columns.types()
                .forEach(
                        (name, type) -> {
                            String why = others.contains(name) ? "" : whyNot(name, type);
                            if (why == null) {
                                inputs.add(name);
                            } else if (!why.isEmpty()) {
                                leftOut.add("Column '%s' is left out: %s.".formatted(name, why));
                            }
                        });
        if (inputs.isEmpty()) {
            throw new CannotRead(
                    "'%s' has no column of numbers that could be an input: %s."
                            .formatted(columns.file(), columns.shown()));
        }
        return List.copyOf(inputs);
    }

    private static @Nullable String whyNot(String name, String type) {
        if (!NUMBERS.contains(type) && !DECIMAL.matcher(type).matches()) {
            if (isTime(type)) {
                return "it has times";
            }
            return type.equals("VARCHAR") ? "it has texts" : "it has neither numbers nor texts";
        }
        return INPUT.matcher(name).matches()
                ? null
                : "a name of an input has 1 to 64 of A-Z a-z 0-9 _ . - and spaces";
    }

    private static boolean isTime(String type) {
        return type.startsWith("TIMESTAMP") || type.equals("DATE") || type.startsWith("TIME");
    }

    private static boolean isMoment(SourceColumns columns, @Nullable String time) {
        String type = time == null ? null : columns.types().get(time);
        return type != null && !SourceColumns.isCsv(columns.file()) && isTime(type);
    }

    private static Set<String> texts(String label, @Nullable String time, @Nullable String entity) {
        Set<String> texts = new HashSet<>(Set.of(label));
        if (time != null) {
            texts.add(time);
        }
        if (entity != null) {
            texts.add(entity);
        }
        return texts;
    }

    static void require(SourceColumns columns, String name, String of) throws CannotRead {
        if (!columns.has(name)) {
            throw new CannotRead(
                    "'%s' has no column '%s' of %s: its columns are %s."
                            .formatted(columns.file(), name, of, columns.shown()));
        }
    }
}
