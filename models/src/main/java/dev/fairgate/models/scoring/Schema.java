package dev.fairgate.models.scoring;

import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/// Which numbers a model wants, in which order.
///
/// @param kind `fairgate` for the features of decisions, `table` for columns of any table
/// @param version of the features; 0 for a table
/// @param inputs names, 1 to 512, none twice, each `[A-Za-z0-9_. -]{1,64}`
public record Schema(String kind, int version, List<String> inputs) {

    /// The features of decisions.
    public static final String FAIRGATE = "fairgate";

    /// The columns of any table.
    public static final String TABLE = "table";

    private static final int MOST = 512;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_. -]{1,64}");

    /// Checks the names.
    public Schema {
        inputs = List.copyOf(inputs);
        boolean isKnown = kind.equals(FAIRGATE) ? version > 0 : kind.equals(TABLE) && version == 0;
        if (!isKnown
                || inputs.isEmpty()
                || inputs.size() > MOST
                || new HashSet<>(inputs).size() < inputs.size()
                || !inputs.stream().allMatch(Schema::isName)) {
            throw new IllegalArgumentException("a schema is a kind, a version and unlike names");
        }
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
