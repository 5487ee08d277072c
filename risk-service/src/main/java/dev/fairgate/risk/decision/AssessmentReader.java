package dev.fairgate.risk.decision;

import dev.fairgate.risk.decision.AssessmentRequest.ChallengeResponse;
import dev.fairgate.risk.decision.AssessmentRequest.Telemetry;
import dev.fairgate.risk.http.JsonFields;
import dev.fairgate.risk.http.JsonSlice;
import dev.fairgate.risk.network.ClientAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Reads one assessment request out of JSON; every fault is an [InvalidRequest].
final class AssessmentReader {

    private static final long MAX_QUANTITY = 1_000;
    private static final long MAX_VERSION = 1_000_000_000_000L;
    private static final int MAX_USER_AGENT = 512;
    private static final int MAX_HEADERS = 64;
    private static final int MAX_HEADER_NAME = 256;
    private static final int MAX_RESPONSE = 4096;

    private AssessmentReader() {}

    static AssessmentRequest read(JsonFields body) {
        return new AssessmentRequest(
                body.ulid("requestId"),
                body.id("saleId"),
                body.integer("termsVersion", 1, MAX_VERSION),
                body.id("accountId"),
                body.value("registeredAt").map(_ -> body.time("registeredAt")),
                clientAddress(body),
                body.deviceId("deviceId"),
                isDeviceVerified(body),
                body.optionalText("userAgent", MAX_USER_AGENT),
                headerNames(body),
                body.integer("quantity", 1, MAX_QUANTITY),
                telemetry(body),
                response(body),
                now(body));
    }

    private static ClientAddress clientAddress(JsonFields body) {
        return ClientAddress.parse(body.text("clientAddress", Integer.MAX_VALUE))
                .orElseThrow(() -> body.fault("clientAddress", "not an IPv4 or IPv6 address"));
    }

    /// Who says nothing about it vouches for the ids that it sends.
    private static boolean isDeviceVerified(JsonFields body) {
        return body.deviceId("deviceId").isPresent() && body.flag("deviceVerified", true);
    }

    private static List<String> headerNames(JsonFields body) {
        return body
                .value("headerNames")
                .orElseThrow(() -> body.fault("headerNames", "must be a list"))
                .items("headerNames", MAX_HEADERS)
                .stream()
                .map(name -> headerName(body, name))
                .toList();
    }

    private static String headerName(JsonFields body, JsonSlice name) {
        if (name.kind() != JsonSlice.Kind.STRING || name.text().length() > MAX_HEADER_NAME) {
            throw body.fault(
                    "headerNames", "must be texts of at most " + MAX_HEADER_NAME + " characters");
        }
        return name.text();
    }

    private static Telemetry telemetry(JsonFields body) {
        return body.value("telemetry")
                .map(
                        value ->
                                value.kind() == JsonSlice.Kind.OBJECT
                                        ? new Telemetry.Sent(value.json())
                                        : new Telemetry.Malformed())
                .orElseGet(Telemetry.Absent::new);
    }

    private static Optional<ChallengeResponse> response(JsonFields body) {
        return body.value("challenge")
                .map(value -> JsonFields.of("challenge.", value))
                .map(
                        fields ->
                                new ChallengeResponse(
                                        fields.text("id", 64),
                                        fields.text("response", MAX_RESPONSE)));
    }

    private static Instant now(JsonFields body) {
        Instant now = body.time("now");
        if (now.isBefore(Instant.EPOCH)) {
            throw body.fault("now", "must not be before 1970");
        }
        return now;
    }
}
