package dev.fairgate.standalone;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Hands browser tests the Chromium of this machine, started once for all of them. On a machine
/// without one the class is left out, which is said aloud; one that does not start is a failure.
final class Chromium implements ExecutionCondition, ParameterResolver {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome");
    private static final List<String> MACOS_APPLICATIONS =
            List.of(
                    "/Applications/Chromium.app/Contents/MacOS/Chromium",
                    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    /// How long a page may take to show what is expected; only a failing test waits for all of it.
    private static final double PATIENCE_MS = 15_000;

    private static final List<String> FLAGS =
            List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    // Else every visitor says that a program drives him, and is challenged for it.
                    "--disable-blink-features=AutomationControlled");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (context.getTestMethod().isPresent() || executable().isPresent()) {
            return ConditionEvaluationResult.enabled("there is a Chromium");
        }
        String reason =
                "%s was left out: there is no %s on the PATH. Install Chromium (Debian: apt install"
                                .formatted(
                                        context.getRequiredTestClass().getSimpleName(),
                                        String.join(", ", NAMES))
                        + " chromium; macOS: brew install --cask chromium) to run it.";
        System.out.println(reason);
        return ConditionEvaluationResult.disabled(reason);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Browser resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(Chromium.class))
                .computeIfAbsent(Launched.class, _ -> Launched.start(), Launched.class)
                .browser();
    }

    /// The running browser; its store closes it after the last test of all.
    private record Launched(Playwright playwright, Browser browser) implements AutoCloseable {

        static Launched start() {
            PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
            Playwright playwright =
                    Playwright.create(
                            new Playwright.CreateOptions()
                                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            Browser browser =
                    playwright
                            .chromium()
                            .launch(
                                    new BrowserType.LaunchOptions()
                                            .setExecutablePath(executable().orElseThrow())
                                            .setArgs(FLAGS));
            return new Launched(playwright, browser);
        }

        @Override
        public void close() {
            browser.close();
            playwright.close();
        }
    }

    private static Optional<Path> executable() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        Stream<Path> onThePath =
                Arrays.stream(path.split(File.pathSeparator))
                        .filter(folder -> !folder.isEmpty())
                        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)));
        return Stream.concat(onThePath, MACOS_APPLICATIONS.stream().map(Path::of))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
