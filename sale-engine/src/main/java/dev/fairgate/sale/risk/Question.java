package dev.fairgate.sale.risk;

import dev.fairgate.sale.admission.Device;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.web.Json;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// One purchase, as the risk service is asked about it.
///
/// @param requestId ULID; the same one within 60 s gives the same decision
/// @param telemetry the browser's own JSON, passed on as it came
/// @param now ledger time
public record Question(
        String requestId,
        SaleId sale,
        long termsVersion,
        String account,
        Optional<Instant> registeredAt,
        String clientAddress,
        Optional<Device> device,
        @Nullable String userAgent,
        List<String> headerNames,
        int quantity,
        @Nullable String telemetry,
        @Nullable ChallengeResponse challenge,
        Instant now) {

    /// What the buyer answered to an earlier challenge.
    public record ChallengeResponse(String id, String response) {}

    /// More than all but the telemetry takes, of nearly every question.
    private static final int USUAL_BYTES = 1024;

    /// The question on the wire.
    byte[] json() {
        int bytes = USUAL_BYTES + (telemetry == null ? 0 : telemetry.length());
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes);
        try (JsonGenerator json = Json.mapper().createGenerator(out)) {
            json.writeStartObject();
            json.writeStringProperty("requestId", requestId);
            json.writeStringProperty("saleId", sale.value());
            json.writeNumberProperty("termsVersion", termsVersion);
            json.writeStringProperty("accountId", account);
            writeOptional(json, "registeredAt", registeredAt.map(Instant::toString).orElse(null));
            json.writeStringProperty("clientAddress", clientAddress);
            device.ifPresent(it -> write(json, it));
            writeOptional(json, "userAgent", userAgent);
            json.writeArrayPropertyStart("headerNames");
            headerNames.forEach(json::writeString);
            json.writeEndArray();
            json.writeNumberProperty("quantity", quantity);
            if (telemetry != null) {
                json.writeName("telemetry");
                json.writeRawValue(telemetry);
            }
            if (challenge != null) {
                json.writeObjectPropertyStart("challenge");
                json.writeStringProperty("id", challenge.id());
                json.writeStringProperty("response", challenge.response());
                json.writeEndObject();
            }
            json.writeStringProperty("now", now.toString());
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void write(JsonGenerator json, Device device) {
        json.writeStringProperty("deviceId", device.id());
        json.writeBooleanProperty("deviceVerified", device.verified());
    }

    private static void writeOptional(JsonGenerator json, String name, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
    }
}
