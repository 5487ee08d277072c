package dev.fairgate.models.dataset;

import dev.fairgate.models.feature.FeatureName;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Collects the fields of one line. Throws `IllegalArgumentException` for what no log has.
final class LineFields {

    private static final int FEATURES = FeatureName.schema().features().size();

    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Double> numbers = new HashMap<>();
    private final Map<String, Boolean> flags = new HashMap<>();
    private final double[] features = new double[FEATURES];
    private int featureCount;

    /// @param json at the value
    void read(String name, JsonParser json) {
        switch (name) {
            case "features" -> features(json);
            case "addresses", "network" -> object(name + ".", json);
            default -> value(name, json);
        }
    }

    private void value(String name, JsonParser json) {
        switch (json.currentToken()) {
            case VALUE_STRING -> texts.put(name, json.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> numbers.put(name, json.getDoubleValue());
            case VALUE_TRUE, VALUE_FALSE -> flags.put(name, json.getBooleanValue());
            default -> json.skipChildren();
        }
    }

    private void object(String prefix, JsonParser json) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException(prefix + " is no object");
        }
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            value(prefix + name, json);
        }
    }

    private void features(JsonParser json) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new IllegalArgumentException("features are no array");
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            double value = json.getDoubleValue();
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a feature is not finite");
            }
            if (featureCount < FEATURES) {
                features[featureCount] = value;
            }
            featureCount++;
        }
    }

    Entry entry() {
        if (!numbers.containsKey("v")) {
            throw new IllegalArgumentException("it has no version");
        }
        if (numbers.containsKey("gap")) {
            return new Entry.Gap(Math.max(1, number("gap").longValue()));
        }
        String kind = texts.get("kind");
        return switch (kind) {
            case null -> decision();
            case "outcome" -> outcome();
            case "label" -> label();
            default -> new Entry.Unused();
        };
    }

    private Entry decision() {
        String id = Ids.decision(text("decisionId"));
        long version = number("featureVersion").longValue();
        if (version != FeatureName.schema().version()) {
            return new Entry.OtherVersion(version);
        }
        if (featureCount != FEATURES) {
            throw new IllegalArgumentException("it has %d features".formatted(featureCount));
        }
        return new Entry.Decision(
                id,
                Ids.name(text("accountId")),
                Ids.name(text("saleId")),
                time("decidedAt"),
                site(),
                texts.getOrDefault("network.kind", "unknown"),
                isIpv6(),
                flags.get("touch"),
                flags.getOrDefault("honeypot", false),
                number("policyVersion").longValue(),
                texts.get("modelVersion"),
                text("verdict"),
                text("disposition"),
                number("score"),
                propensity(),
                features);
    }

    private @Nullable String site() {
        String site = texts.getOrDefault("addresses.24", texts.get("addresses.48"));
        return site == null ? null : texts.getOrDefault("epoch", "") + "." + site;
    }

    private @Nullable Boolean isIpv6() {
        if (texts.containsKey("addresses.64")) {
            return true;
        }
        return texts.containsKey("addresses.32") ? false : null;
    }

    private @Nullable Double propensity() {
        Double propensity = numbers.get("propensity");
        if (propensity != null && !(propensity > 0 && propensity <= 1)) {
            throw new IllegalArgumentException("its propensity is not within (0, 1]");
        }
        return propensity;
    }

    private Entry outcome() {
        return new Entry.Outcome(
                Ids.decision(text("decisionId")),
                texts.containsKey("accountId") ? Ids.name(text("accountId")) : null,
                texts.containsKey("orderId") ? Ids.reference(text("orderId")) : null,
                texts.containsKey("paymentReference")
                        ? Ids.reference(text("paymentReference"))
                        : null,
                Ids.outcome(text("outcome")),
                OptionalLong.of(time(texts.containsKey("takenAt") ? "takenAt" : "at")));
    }

    private Entry label() {
        return new Entry.Label(
                Subject.of(name -> texts.getOrDefault(name, "")),
                Ids.isBot(text("label")),
                Ids.source(text("source")),
                OptionalLong.of(time("at")));
    }

    private String text(String name) {
        String text = texts.get(name);
        if (text == null) {
            throw new IllegalArgumentException("it has no " + name);
        }
        return text;
    }

    private Double number(String name) {
        Double number = numbers.get(name);
        if (number == null || !Double.isFinite(number)) {
            throw new IllegalArgumentException("it has no " + name);
        }
        return number;
    }

    private long time(String name) {
        return Ids.time(Instant.parse(text(name)));
    }
}
