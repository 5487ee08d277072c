package dev.fairgate.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Deque;
import java.util.List;

/// What all processes of one run share: the jars, a scratch folder, the demo keys.
public final class Workplace {

    private static final String VERSION = "0.1.0-SNAPSHOT";

    private final Path root;
    private final Path scratch;
    private final byte[] tokenKey = random();
    private final List<String> keys =
            List.of(
                    "--fairgate.tokens.remembered=1000000", // or rounds would forget each other's
                    "--fairgate.tokens.demo-key=" + base64(tokenKey),
                    "--fairgate.keys.session=" + base64(random()),
                    "--fairgate.keys.device=" + base64(random()),
                    "--fairgate.keys.challenge=" + base64(random()),
                    "--fairgate.keys.ticket=bench:" + base64(random()));

    /// @param root of the project, which has been built
    public Workplace(Path root) throws IOException {
        this.root = root;
        this.scratch = Files.createTempDirectory("fairgate-bench");
    }

    AccountTokens tokens() {
        return new AccountTokens(tokenKey);
    }

    List<String> keys() {
        return keys;
    }

    Path scratch() {
        return scratch;
    }

    /// The decision log of a shop of that name.
    public Path decisions(String shop) {
        return scratch.resolve(shop).resolve("decisions");
    }

    Path folder(String name) throws IOException {
        return Files.createDirectories(scratch.resolve(name));
    }

    List<String> riskService() {
        return jar("risk-service");
    }

    List<String> saleEngine() {
        return jar("sale-engine");
    }

    /// The script that starts the jar with everything in one process.
    List<String> firstRun() {
        return List.of(
                root.resolve("standalone/start").toAbsolutePath().toString(),
                file("standalone").toAbsolutePath().toString());
    }

    /// A class of this module, on this class path.
    List<String> main(Class<?> type) {
        return List.of("-cp", System.getProperty("java.class.path"), type.getName());
    }

    private List<String> jar(String module) {
        return List.of("-jar", file(module).toString());
    }

    private Path file(String module) {
        return root.resolve(module + "/target/" + module + "-" + VERSION + "-app.jar");
    }

    private static byte[] random() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return key;
    }

    private static String base64(byte[] key) {
        return Base64.getEncoder().encodeToString(key);
    }

    /// Ends what this run has started and not closed, because it was stopped from outside.
    public void endChildren() {
        ProcessHandle.current().children().forEach(ProcessHandle::destroy);
    }

    /// Closes in reverse order of starting; what fails to close is named and left.
    static void closeAll(Deque<AutoCloseable> started) {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                System.err.println("A part did not stop in good order: " + e.getMessage());
            }
        }
    }
}
