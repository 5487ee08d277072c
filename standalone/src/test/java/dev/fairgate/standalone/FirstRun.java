package dev.fairgate.standalone;

import dev.fairgate.servers.FreePort;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// A whole Fairgate in this process, on free ports, with a home of its own: what `./run` starts.
final class FirstRun implements AutoCloseable {

    private final Standalone standalone;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final int salePort;
    private final int riskPort;

    private FirstRun(Path home, String policy) {
        Map<String, String> environment = environment(home);
        environment.put("FAIRGATE_POLICY_FILE", policy);
        salePort = Integer.parseInt(environment.getOrDefault("FAIRGATE_SALE_PORT", ""));
        riskPort = Integer.parseInt(environment.getOrDefault("FAIRGATE_RISK_PORT", ""));
        standalone =
                new Standalone(environment, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    /// Starts with a policy, such as `classpath:policy/limits-wide.json`.
    static FirstRun start(Path home, String policy) {
        FirstRun run = new FirstRun(home, policy);
        try {
            run.standalone.start(true);
            return run;
        } catch (CannotStart e) {
            run.close();
            throw e;
        }
    }

    /// Variables with four free ports and the home.
    static Map<String, String> environment(Path home) {
        Map<String, String> environment = new HashMap<>();
        environment.put("FAIRGATE_HOME", home.toString());
        for (String name : new String[] {"SALE", "RISK", "SALE_MANAGEMENT", "RISK_MANAGEMENT"}) {
            environment.put("FAIRGATE_" + name + "_PORT", Integer.toString(FreePort.next()));
        }
        return environment;
    }

    Shop shop() {
        return new Shop(salePort);
    }

    /// The risk service, where analysts work.
    Shop desk() {
        return new Shop(riskPort);
    }

    String storefront() {
        return "http://127.0.0.1:" + salePort;
    }

    String console() {
        return "http://127.0.0.1:" + riskPort + "/console/";
    }

    String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        standalone.close();
    }
}
