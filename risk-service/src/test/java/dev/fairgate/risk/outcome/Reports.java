package dev.fairgate.risk.outcome;

import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Outcomes to report.
final class Reports {

    /// One moment for a whole run, so that times can be compared.
    @SuppressWarnings("TimeInStaticInitializer")
    static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    private Reports() {}

    static String newAccount() {
        return "o-" + UUID.randomUUID();
    }

    static String newDecision() {
        return UlidCreator.getUlid().toString();
    }

    static Reported of(String account, String decision, Outcome outcome) {
        return of(account, decision, outcome, NOW);
    }

    static Reported of(String account, String decision, Outcome outcome, Instant at) {
        return new Reported(
                decision,
                outcome,
                at,
                Optional.of(account),
                Optional.of("demo"),
                Optional.empty(),
                Optional.empty());
    }

    static Reported withoutAccount(String decision, Outcome outcome) {
        return new Reported(
                decision,
                outcome,
                NOW,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static String json(List<Reported> batch) {
        return batch.stream().map(Reports::json).collect(Collectors.joining(",", "[", "]"));
    }

    static String json(Reported reported) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("decisionId", reported.decisionId());
        json.put("outcome", reported.outcome().wireName());
        json.put("at", reported.at().toString());
        reported.accountId().ifPresent(account -> json.put("accountId", account));
        reported.saleId().ifPresent(sale -> json.put("saleId", sale));
        reported.orderId().ifPresent(order -> json.put("orderId", order));
        reported.paymentReference().ifPresent(it -> json.put("paymentReference", it));
        return json.toString();
    }
}
