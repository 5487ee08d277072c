package dev.fairgate.sale.order;

import dev.fairgate.sale.risk.Question.ChallengeResponse;
import dev.fairgate.sale.web.Json;
import dev.fairgate.sale.web.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/// The body of a purchase. Read as a stream: telemetry is checked for being JSON and kept as the
/// text it is, because only the risk service looks inside.
///
/// @param quantity 1 to 100
/// @param telemetry a JSON object as it came, or null when absent
public record PurchaseRequest(
        int quantity, @Nullable String telemetry, @Nullable ChallengeResponse challenge) {

    static final int MAX_BYTES = 64 * 1024;

    /// What is inside telemetry is never refused: no depth, length or repetition is too much for
    /// it that fits into the body, because it is skipped and never built.
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .disable(TokenStreamFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MAX_BYTES)
                                    .maxNumberLength(MAX_BYTES)
                                    .maxStringLength(MAX_BYTES)
                                    .maxNameLength(MAX_BYTES)
                                    .build())
                    .build();

    private static final int MAX_QUANTITY = 100;
    private static final int MAX_RESPONSE = 4096;

    public PurchaseRequest {
        if (quantity < 1 || quantity > MAX_QUANTITY) {
            throw Refusal.invalid("quantity: must be a whole number from 1 to 100.");
        }
    }

    /// Reads a body.
    ///
    /// @throws Refusal 400 that names the rule that was broken
    static PurchaseRequest parse(byte[] body) {
        Json.requireUtf8(body);
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
            requireToken(json.nextToken(), JsonToken.START_OBJECT, "The body must be an object.");
            PurchaseRequest request = new Reading(json, body).read();
            if (json.nextToken() != null) {
                throw Refusal.invalid("The body goes on after its end.");
            }
            return request;
        } catch (JacksonException e) {
            throw Json.notJson(e);
        }
    }

    private static void requireToken(@Nullable JsonToken token, JsonToken wanted, String rule) {
        if (token != wanted) {
            throw Refusal.invalid(rule);
        }
    }

    /// One pass over a body.
    private static final class Reading {

        private final JsonParser json;
        private final byte[] body;
        private final Set<String> seen = new HashSet<>(4);
        private @Nullable Integer quantity;
        private @Nullable String telemetry;
        private @Nullable ChallengeResponse challenge;

        Reading(JsonParser json, byte[] body) {
            this.json = json;
            this.body = body;
        }

        PurchaseRequest read() {
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                if (!seen.add(name)) {
                    throw Refusal.invalid("The body has a key twice.");
                }
                json.nextToken();
                switch (name) {
                    case "quantity" -> quantity = integer();
                    case "telemetry" -> telemetry = raw();
                    case "challenge" -> challenge = challenge();
                    default ->
                            throw Refusal.invalid("The body has a field this call does not know.");
                }
            }
            if (quantity == null) {
                throw Refusal.invalid("quantity: is missing.");
            }
            return new PurchaseRequest(quantity, telemetry, challenge);
        }

        private int integer() {
            if (json.currentToken() != JsonToken.VALUE_NUMBER_INT
                    || json.getStringLength() > 9
                    || json.getIntValue() < 1) {
                throw Refusal.invalid("quantity: must be a whole number from 1 to 100.");
            }
            return json.getIntValue();
        }

        /// The value's own bytes. What is inside is the risk service's to judge: what is no object
        /// is the same as nothing.
        private @Nullable String raw() {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                json.skipChildren();
                return null;
            }
            int from = Math.toIntExact(json.currentTokenLocation().getByteOffset());
            json.skipChildren();
            int to = Math.toIntExact(json.currentLocation().getByteOffset());
            return new String(body, from, to - from, StandardCharsets.UTF_8);
        }

        private @Nullable ChallengeResponse challenge() {
            if (json.currentToken() == JsonToken.VALUE_NULL) {
                return null;
            }
            requireToken(
                    json.currentToken(), JsonToken.START_OBJECT, "challenge: id and response.");
            String id = null;
            String response = null;
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                boolean isId = name.equals("id");
                if (json.nextToken() != JsonToken.VALUE_STRING
                        || !(isId || name.equals("response"))
                        || (isId ? id : response) != null) {
                    throw Refusal.invalid("challenge: must have id and response, both text.");
                }
                if (isId) {
                    id = json.getString();
                } else {
                    response = json.getString();
                }
            }
            if (id == null
                    || response == null
                    || !id.matches("[A-Za-z0-9._-]{1,64}")
                    || response.length() > MAX_RESPONSE
                    || !StandardCharsets.UTF_8.newEncoder().canEncode(response)) {
                throw Refusal.invalid("challenge: must have id and response of sensible length.");
            }
            return new ChallengeResponse(id, response);
        }
    }
}
