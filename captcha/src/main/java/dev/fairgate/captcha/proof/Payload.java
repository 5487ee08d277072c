package dev.fairgate.captcha.proof;

import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/// A response as the widget writes it: base64 of a JSON object. Fields that are not named here
/// (the widget adds `took`) are ignored; the number must be written as an integer.
record Payload(
        @Nullable String algorithm,
        @Nullable String challenge,
        @Nullable Long number,
        @Nullable String salt,
        @Nullable String signature) {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .build();

    /// The payload; empty when the text is not base64 of such an object.
    static Optional<Payload> read(String response) {
        try {
            byte[] json = Base64.getDecoder().decode(response);
            return Optional.ofNullable(JSON.readValue(json, Payload.class));
        } catch (IllegalArgumentException | JacksonException unreadable) {
            return Optional.empty();
        }
    }

    /// The text that [#read] reads back.
    String write() {
        return Base64.getEncoder().encodeToString(JSON.writeValueAsBytes(this));
    }
}
