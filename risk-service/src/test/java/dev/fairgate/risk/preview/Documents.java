package dev.fairgate.risk.preview;

import dev.fairgate.risk.policy.Policy;
import dev.fairgate.risk.policy.PolicyReader;
import dev.fairgate.risk.policy.PolicyReader.Reading;
import dev.fairgate.risk.policy.Preset;
import java.nio.charset.StandardCharsets;

/// Policy documents whose buckets refill within a day, so that no test depends on how long it
/// takes.
final class Documents {

    private Documents() {}

    /// One with these limits of account, account's refusals and address, and these rules.
    static String of(int account, int refusals, int address, String... rules) {
        return """
        {"mode":"enforce",
         "limits":[%s,%s,%s,%s,%s,%s,%s,%s,%s],
         "rules":[%s],
         "thresholds":{"challenge":0.9,"block":1},
         "challenge":{"lifetimeMs":120000,"maxWrong":5,"pictureLength":6,
           "ladder":[{"fromScore":0,"kind":"proof_of_work","proofMaxNumber":1000}]},
         "clearanceMs":120000,
         "ticketMs":5000}
        """
                .formatted(
                        limit("account", account, "throttle"),
                        limit("account-refusals", refusals, "block"),
                        limit("device", 30, "throttle"),
                        limit("address", address, "signal"),
                        limit("ipv4-24", 3 * address, "challenge"),
                        limit("ipv4-20", 500, "signal"),
                        limit("ipv6-64", address, "signal"),
                        limit("ipv6-56", 500, "signal"),
                        limit("ipv6-48", 500, "signal"),
                        String.join(",", rules));
    }

    private static String limit(String entity, int capacity, String effect) {
        return """
        {"entity":"%s","capacity":%d,"refillTokens":1,"refillMs":86400000,"effect":"%s"}\
        """
                .formatted(entity, capacity, effect);
    }

    /// A rule that challenges where something holds.
    static String rule(String code, String expression) {
        return """
        {"name":"%1$s","code":"%1$s","threat":"OAT-005","effect":"challenge",
         "expression":"%2$s"}\
        """
                .formatted(code, expression);
    }

    /// What a document comes to.
    static Policy read(String document, Preset preset, long version) {
        return switch (PolicyReader.read(
                document.getBytes(StandardCharsets.UTF_8), preset, version)) {
            case Reading.Valid(Policy policy) -> policy;
            case Reading.Faulty(var faults) -> throw new AssertionError(faults);
        };
    }
}
