package dev.fairgate.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs account tokens (JWT, HS256) with the demo key that the services of one run share.
final class AccountTokens {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String HEADER = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");

    private final Mac mac;
    private final long now = Instant.now().getEpochSecond();

    AccountTokens(byte[] key) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /// A token of an account that registered a day ago, good for six hours.
    String sign(String account, String role) {
        String claims =
                "{\"sub\":\"%s\",\"registered_at\":%d,\"roles\":[\"%s\"],\"iat\":%d,\"exp\":%d}"
                        .formatted(account, now - 86_400, role, now, now + 21_600);
        String signed = HEADER + "." + encode(claims);
        byte[] signature = mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + BASE64.encodeToString(signature);
    }

    private static String encode(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
