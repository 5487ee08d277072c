package dev.fairgate.models.replay;

import dev.fairgate.models.feature.Encounter;
import dev.fairgate.models.feature.EntityKind;
import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.models.replay.Purchase.Label;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/// Writes purchases of a CSV as lines of a decision log (version 2 of
/// `docs/contract/schema/decision-record.schema.json`).
///
/// What no CSV says stands there as if all was well and nothing was asked: sale `csv`, disposition
/// `proceed`, verdict `allow`, score 0, policy 1, no limits, no reasons. Where no address is named
/// `addresses` and its cell are left out.
final class DecisionLines {

    private static final int VERSION = 2;

    /// Up to here a double has every integer.
    private static final double EXACT = 1L << 53;

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final ReplayKey key;

    DecisionLines(ReplayKey key) {
        this.key = key;
    }

    String decision(Replayed replayed) {
        StringWriter text = new StringWriter(1 << 11);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject().writeNumberProperty("v", VERSION);
            asked(json, replayed.purchase());
            grounds(json, replayed);
            ruling(json);
            json.writeEndObject();
        }
        return text.toString();
    }

    /// Of a purchase that has one.
    String label(Purchase purchase) {
        StringWriter text = new StringWriter(1 << 8);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject()
                    .writeNumberProperty("v", VERSION)
                    .writeStringProperty("kind", "label")
                    .writeStringProperty("decisionId", key.decision(purchase.at(), purchase.line()))
                    .writeStringProperty("label", purchase.label() == Label.BOT ? "bot" : "human")
                    .writeStringProperty("source", "csv")
                    .writeStringProperty("at", time(purchase.at()))
                    .writeEndObject();
        }
        return text.toString();
    }

    /// The features as an array of JSON: whoever reads them as doubles gets the very same bits.
    static void features(JsonGenerator json, double[] values) {
        json.writeStartArray();
        for (double value : values) {
            long whole = (long) value;
            boolean isWhole =
                    Double.doubleToRawLongBits((double) whole) == Double.doubleToRawLongBits(value);
            if (isWhole && Math.abs(value) <= EXACT) {
                json.writeNumber(whole);
            } else {
                json.writeNumber(value);
            }
        }
        json.writeEndArray();
    }

    /// The same alone.
    static String features(double[] values) {
        StringWriter text = new StringWriter(1 << 10);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            features(json, values);
        }
        return text.toString();
    }

    private void asked(JsonGenerator json, Purchase purchase) {
        String id = key.decision(purchase.at(), purchase.line());
        json.writeStringProperty("decisionId", id)
                .writeStringProperty("requestId", id)
                .writeStringProperty("decidedAt", time(purchase.at()))
                .writeStringProperty("saleId", "csv")
                .writeStringProperty("accountId", purchase.account());
        if (!purchase.device().isEmpty()) {
            json.writeStringProperty("deviceId", purchase.device());
        }
        if (purchase.registeredAt() >= 0) {
            json.writeStringProperty("registeredAt", time(purchase.registeredAt()));
        }
        json.writeNumberProperty("quantity", purchase.quantity())
                .writeBooleanProperty("honeypot", false)
                .writeStringProperty("epoch", key.epoch());
        Address address = purchase.address();
        if (address != null) {
            json.writeObjectPropertyStart("addresses");
            for (int bits : address.levels()) {
                json.writeStringProperty(Integer.toString(bits), key.network(address, bits));
            }
            json.writeEndObject();
        }
    }

    private static void grounds(JsonGenerator json, Replayed replayed) {
        json.writeObjectPropertyStart("network")
                .writeStringProperty("kind", "unknown")
                .writeEndObject();
        cells(json, replayed.encounter());
        entities(json, replayed.turns());
        json.writeArrayPropertyStart("limits").writeEndArray();
        json.writeNumberProperty("featureVersion", FeatureName.schema().version());
        json.writeName("features");
        features(json, replayed.row().values());
        json.writeStringProperty("campaigns", "none").writeBooleanProperty("cleared", false);
    }

    private static void cells(JsonGenerator json, Encounter encounter) {
        json.writeObjectPropertyStart("cells").writeNumberProperty("account", encounter.account());
        if (encounter.device() >= 0) {
            json.writeNumberProperty("device", encounter.device());
        }
        if (encounter.address() >= 0) {
            json.writeNumberProperty("address", encounter.address());
        }
        json.writeEndObject();
    }

    private static void entities(JsonGenerator json, Map<EntityKind, Integer> turns) {
        json.writeArrayPropertyStart("entities");
        for (EntityKind kind : EntityKind.values()) {
            Integer turn = turns.get(kind);
            if (turn != null) {
                json.writeStartObject()
                        .writeStringProperty("entity", kind.name().toLowerCase(Locale.ROOT))
                        .writeNumberProperty("sequence", turn)
                        .writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private static void ruling(JsonGenerator json) {
        json.writeStringProperty("disposition", "proceed")
                .writeStringProperty("verdict", "allow")
                .writeNumberProperty("score", 0)
                .writeArrayPropertyStart("reasons")
                .writeEndArray()
                .writeNumberProperty("policyVersion", 1)
                .writeBooleanProperty("degraded", false)
                .writeNumberProperty("tookUs", 0);
    }

    private static String time(long ms) {
        return Instant.ofEpochMilli(ms).toString();
    }
}
