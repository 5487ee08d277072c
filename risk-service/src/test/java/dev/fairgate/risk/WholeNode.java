package dev.fairgate.risk;

import dev.fairgate.risk.database.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/// One node with all that a node may have, for tests that look at the whole of it: a database, a
/// decision log, campaigns, the limits of production for admins, and a challenge for everybody.
final class WholeNode {

    static final Path FOLDER = folder();
    static final TestDatabase DATABASE = TestDatabase.in(FOLDER.resolve("postgres")).start();
    static final RiskNode NODE = start();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(WholeNode::close));
    }

    private WholeNode() {}

    private static RiskNode start() {
        Map<String, String> settings = new HashMap<>(DATABASE.settings());
        settings.put("fairgate.decision-log.folder", FOLDER.resolve("log").toString());
        settings.put("fairgate.admin.reads-per-second", "100");
        settings.put("fairgate.admin.writes-per-second", "20");
        settings.put("fairgate.policy.patch", "{\"thresholds\":{\"challenge\":0,\"block\":1}}");
        return RiskNode.start(settings);
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("fairgate-node");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close() {
        NODE.close();
        DATABASE.close();
        try {
            FileSystemUtils.deleteRecursively(FOLDER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
