package dev.fairgate.models.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/// A database for the time of one command: in a folder of its own that goes with it, within bounds
/// of memory, and without the extensions that would be fetched from elsewhere.
public final class DuckDatabase implements AutoCloseable {

    private static final String MEMORY = "1GB";

    private final Path folder;
    private final Connection connection;
    private final Thread whenKilled;

    private DuckDatabase(Path folder, Connection connection) {
        this.folder = folder;
        this.connection = connection;
        this.whenKilled = Thread.ofPlatform().unstarted(() -> tryDelete(folder));
        Runtime.getRuntime().addShutdownHook(whenKilled);
    }

    /// Begins with an empty one.
    ///
    /// @param within where there is room for as much as the work needs
    public static DuckDatabase open(Path within) throws IOException, SQLException {
        Path folder = Files.createTempDirectory(within, ".fairgate-");
        try {
            return new DuckDatabase(folder, connect(folder));
        } catch (SQLException e) {
            delete(folder);
            throw e;
        }
    }

    /// A folder for what is not finished, which goes with the database.
    public Path folder() {
        return folder;
    }

    private static Connection connect(Path folder) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("jdbc_stream_results", "true");
        settings.setProperty("memory_limit", MEMORY);
        settings.setProperty("temp_directory", folder.resolve("spilled").toString());
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        Connection connection =
                DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("data"), settings);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
        }
        return connection;
    }

    /// The way to it.
    public Connection connection() {
        return connection;
    }

    /// Runs something that answers nothing.
    public void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Asks for one integer.
    public long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    /// Asks for a few rows of texts; nothing is the empty text.
    public List<List<String>> texts(String sql) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    String text = result.getString(i);
                    row.add(text == null ? "" : text);
                }
                rows.add(List.copyOf(row));
            }
        }
        return rows;
    }

    /// A text as SQL has it.
    public static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /// A name as SQL has it.
    public static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /// The very file, also where its name looks like a pattern.
    public static String file(Path file) {
        return text(file.toAbsolutePath().toString().replaceAll("[\\[*?]", "[$0]"));
    }

    /// What the database says that went wrong, in its first line.
    public static String why(SQLException e) {
        String message = e.getMessage() == null ? "no reason given" : e.getMessage();
        return message.lines().findFirst().orElse("no reason given").replaceAll("\\p{Cntrl}", "?");
    }

    @Override
    public void close() throws IOException, SQLException {
        try {
            connection.close();
        } finally {
            delete(folder);
            forget(whenKilled);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending: the hook runs, and finds nothing.
        }
    }

    private static void tryDelete(Path folder) {
        try {
            delete(folder);
        } catch (IOException | UncheckedIOException e) {
            // Files came or went meanwhile; nobody is there to be told.
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
