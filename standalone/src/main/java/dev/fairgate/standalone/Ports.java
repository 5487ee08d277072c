package dev.fairgate.standalone;

import dev.fairgate.servers.FreePort;
import java.util.Map;

/// The four addresses that people and monitors use, all on loopback.
record Ports(int sale, int risk, int saleManagement, int riskManagement) {

    /// Reads `FAIRGATE_SALE_PORT` and the others from the environment.
    ///
    /// @throws CannotStart when one is no port or is taken
    static Ports of(Map<String, String> environment) {
        return new Ports(
                port(environment, "FAIRGATE_SALE_PORT", 8080),
                port(environment, "FAIRGATE_RISK_PORT", 8081),
                port(environment, "FAIRGATE_SALE_MANAGEMENT_PORT", 9080),
                port(environment, "FAIRGATE_RISK_MANAGEMENT_PORT", 9081));
    }

    private static int port(Map<String, String> environment, String variable, int usual) {
        String text = environment.getOrDefault(variable, Integer.toString(usual));
        if (!text.matches("\\d{1,5}")
                || Integer.parseInt(text) < 1
                || Integer.parseInt(text) > 65_535) {
            throw new CannotStart(
                    "%s is '%s': set it to a port from 1 to 65535.".formatted(variable, text));
        }
        int port = Integer.parseInt(text);
        if (!FreePort.isFree(port)) {
            throw new CannotStart(
                    "Port %d is taken: stop what listens there, or set %s to a free port."
                            .formatted(port, variable));
        }
        return port;
    }
}
