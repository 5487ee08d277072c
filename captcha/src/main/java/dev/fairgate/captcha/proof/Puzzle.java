package dev.fairgate.captcha.proof;

import java.util.LinkedHashMap;
import java.util.Map;

/// A proof of work as it is sent: find the number from 0 to `maxNumber` for which
/// SHA-256(`salt` + number) is `challenge`.
///
/// @param challenge the hash to be found, lower-case hex
/// @param salt ends with `&`, so that its last digits cannot be moved into the number
/// @param signature HMAC of `challenge`, lower-case hex
public record Puzzle(String challenge, long maxNumber, String salt, String signature) {

    /// The only algorithm that is issued or accepted.
    static final String ALGORITHM = "SHA-256";

    /// The object that ALTCHA's version 1 widget solves.
    public Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("algorithm", ALGORITHM);
        parameters.put("challenge", challenge);
        parameters.put("maxnumber", maxNumber);
        parameters.put("salt", salt);
        parameters.put("signature", signature);
        return parameters;
    }
}
