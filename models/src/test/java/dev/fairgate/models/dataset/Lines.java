package dev.fairgate.models.dataset;

import dev.fairgate.models.feature.FeatureName;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// Lines of decision logs, as a risk service writes them.
final class Lines {

    static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private Lines() {}

    /// The id of the n-th decision.
    static String id(int n) {
        return "01HZX5J6K7M8N9P0Q1R" + String.format(Locale.ROOT, "%07d", n);
    }

    /// Made n seconds after the start; the quantity is the n-th too.
    static String decision(int n, String account) {
        return decision(n, account, "");
    }

    /// @param more fields, each with a comma behind it
    static String decision(int n, String account, String more) {
        return """
        {"v":2,"decisionId":"%s","requestId":"%s","decidedAt":"%s","saleId":"sale-%d",\
        "accountId":"%s",%s"quantity":1,"epoch":"0123456789ab","addresses":\
        {"32":"aaaaaaaaaaaaaaaaaaaaaa","24":"bbbbbbbbbbbbbbbbbbbbbb","20":"cccccccccccccccccccccc"},\
        "network":{"asn":7,"kind":"mobile"},"cells":{"account":1,"address":2},"entities":[],\
        "limits":[{"entity":"account","allowed":true,"remaining":1,"recent":0,"retryAfterMs":0,\
        "local":false}],"featureVersion":%d,"features":[%s],"campaigns":"none","cleared":false,\
        "disposition":"proceed","verdict":"allow","score":0.25,\
        "reasons":[{"code":"x","weight":0.5}],"policyVersion":3,"degraded":false,"tookUs":12}"""
                .formatted(
                        id(n),
                        id(n),
                        START.plusSeconds(n),
                        n % 2,
                        account,
                        more,
                        FeatureName.schema().version(),
                        features(n));
    }

    /// The features of the n-th decision: the quantity is n, the account a day old.
    static double[] row(int n) {
        double[] row = FeatureName.schema().absentRow();
        row[place("quantity")] = n;
        row[place("account_age")] = 86_399.5;
        row[place("hands_speed")] = 1.0 / 3;
        return row;
    }

    private static int place(String name) {
        return FeatureName.schema().place(name).orElseThrow();
    }

    private static String features(int n) {
        return Arrays.stream(row(n)).mapToObj(Double::toString).collect(Collectors.joining(","));
    }

    static String outcome(int n, String outcome, int takenAfterSeconds) {
        return """
        {"v":2,"kind":"outcome","decisionId":"%s","outcome":"%s","at":"%s","takenAt":"%s"}"""
                .formatted(
                        id(n), outcome, START.plusSeconds(n), START.plusSeconds(takenAfterSeconds));
    }

    /// Paid, by an order and a payment with the same number.
    static String payment(int n) {
        return outcome(n, "paid", n)
                .replace(
                        "}",
                        ",\"orderId\":\"o.%d\",\"paymentReference\":\"p/%d\"}".formatted(n, n));
    }

    static String label(int n, String label, int afterSeconds) {
        return """
        {"v":2,"kind":"label","decisionId":"%s","label":"%s","source":"review","at":"%s"}"""
                .formatted(id(n), label, START.plusSeconds(afterSeconds));
    }
}
