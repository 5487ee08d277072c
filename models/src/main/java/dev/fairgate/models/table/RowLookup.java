package dev.fairgate.models.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds one row of a dataset by its decision.
public final class RowLookup {

    private RowLookup() {}

    /// The inputs of a decision, in the order asked for.
    ///
    /// @param file Parquet, as `model dataset` wrote it
    public static double[] decision(Path file, String id, List<String> inputs) throws CannotRead {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new CannotRead("There is no file '%s' that can be read.".formatted(file));
        }
        String columns =
                inputs.stream()
                        .map(input -> "CAST(" + DuckDatabase.name(input) + " AS DOUBLE)")
                        .collect(Collectors.joining(", "));
        String sql =
                "SELECT %s FROM read_parquet(%s) WHERE decision_id = ? LIMIT 1"
                        .formatted(columns, DuckDatabase.file(file));
        try (DuckDatabase database =
                        DuckDatabase.open(Path.of(System.getProperty("java.io.tmpdir")));
                PreparedStatement statement = database.connection().prepareStatement(sql)) {
            statement.setString(1, id);
            return first(statement, file, id, inputs.size());
        } catch (SQLException e) {
            throw new CannotRead(
                    "'%s' is no dataset that the model could read: %s."
                            .formatted(file, DuckDatabase.why(e)));
        } catch (IOException e) {
            throw new CannotRead("'%s' cannot be read: %s.".formatted(file, e));
        }
    }

    /// The decision that has these inputs, made at that time; none if the file is no dataset, or
    /// has no such row.
    ///
    /// @param row the values of the inputs, in their order
    public static Optional<String> decisionOf(
            Path file, long atMs, List<String> inputs, double[] row) {
        String isRow =
                inputs.stream()
                        .map(input -> " AND CAST(" + DuckDatabase.name(input) + " AS DOUBLE) = ?")
                        .collect(Collectors.joining());
        String sql =
                ("SELECT decision_id FROM read_parquet(%s)"
                                + " WHERE epoch_ms(CAST(\"at\" AS TIMESTAMP)) = ?%s")
                        .formatted(DuckDatabase.file(file), isRow);
        try (DuckDatabase database =
                        DuckDatabase.open(Path.of(System.getProperty("java.io.tmpdir")));
                PreparedStatement statement = database.connection().prepareStatement(sql)) {
            statement.setLong(1, atMs);
            for (int i = 0; i < row.length; i++) {
                statement.setDouble(i + 2, row[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? Optional.ofNullable(result.getString(1)) : Optional.empty();
            }
        } catch (SQLException | IOException e) {
            return Optional.empty(); // a name less; the row has its number
        }
    }

    private static double[] first(PreparedStatement statement, Path file, String id, int inputs)
            throws SQLException, CannotRead {
        try (ResultSet result = statement.executeQuery()) {
            if (!result.next()) {
                throw new CannotRead("'%s' has no decision '%s'.".formatted(file, id));
            }
            double[] row = new double[inputs];
            for (int i = 0; i < inputs; i++) {
                row[i] = result.getDouble(i + 1);
            }
            return row;
        }
    }
}
