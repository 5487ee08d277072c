package dev.fairgate.risk.policy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads what a policy document says of modes, thresholds and eligibility, everywhere and in single
/// sales; its faults go where [PolicyReader] collects them.
final class SalesReader {

    private static final int MAX_SALES = 1_000;
    private static final long MAX_AGE_MS = Duration.ofDays(3_650).toMillis();
    private static final long MAX_ORDERS = 1_000;

    private SalesReader() {}

    static Sales read(PolicyNode root) {
        if (!root.has("sales")) {
            return Sales.ALL_ALIKE;
        }
        Map<String, SalePolicy> sales = new HashMap<>();
        root.object("sales")
                .members(MAX_SALES)
                .forEach(
                        (name, sale) -> {
                            if (!Sales.NAME.matcher(name).matches()) {
                                sale.fault("the name of a sale must match " + Sales.NAME.pattern());
                            }
                            sales.put(name, sale(sale));
                        });
        return Sales.of(sales);
    }

    private static SalePolicy sale(PolicyNode node) {
        node.allowOnly("mode", "thresholds", "eligibility");
        return new SalePolicy(
                node.has("mode") ? Optional.of(mode(node)) : Optional.empty(),
                thresholds(node),
                node.has("eligibility")
                        ? Optional.of(eligibility(node.object("eligibility")))
                        : Optional.empty());
    }

    static Policy.Mode mode(PolicyNode node) {
        return node.oneOf(
                "mode", Policy.Mode.values(), mode -> mode.name().toLowerCase(Locale.ROOT));
    }

    /// Those of the node; empty where it has none.
    static Optional<Thresholds> thresholds(PolicyNode parent) {
        if (!parent.has("thresholds")) {
            return Optional.empty();
        }
        PolicyNode node = parent.object("thresholds");
        int faultsBefore = node.faults().size();
        node.allowOnly("challenge", "block");
        double challenge = node.fraction("challenge");
        double block = node.fraction("block");
        if (node.faults().size() > faultsBefore) {
            return Optional.empty();
        }
        if (challenge > block || block == 0) {
            node.fault("block", "must be over 0 and not below challenge");
            return Optional.empty();
        }
        return Optional.of(new Thresholds(challenge, block));
    }

    private static Eligibility eligibility(PolicyNode node) {
        node.allowOnly("minAccountAgeMs", "minPaidOrders");
        return new Eligibility(
                node.has("minAccountAgeMs")
                        ? node.millis("minAccountAgeMs", 0, MAX_AGE_MS)
                        : Duration.ZERO,
                node.has("minPaidOrders") ? node.integer("minPaidOrders", 0, MAX_ORDERS) : 0);
    }
}
