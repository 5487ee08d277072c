package dev.fairgate.captcha;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A challenge as its buyer sees it.
///
/// @param id 128 random bits in base64url, 22 characters
/// @param expiresAt from this moment on a response is not read
/// @param parameters for [ChallengeKind#PROOF_OF_WORK] the ALTCHA v1 object (`algorithm`,
///      `challenge`, `maxnumber`, `salt`, `signature`), for [ChallengeKind#IMAGE] `url` and
/// `length`
/// @param alternatives the kinds that the buyer may ask for instead
public record Challenge(
        String id,
        ChallengeKind kind,
        Instant expiresAt,
        Map<String, Object> parameters,
        List<ChallengeKind> alternatives) {

    public Challenge {
        // Map.copyOf would lose the order of the fields.
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        alternatives = List.copyOf(alternatives);
    }
}
