package dev.fairgate.sale.admission;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.web.reactive.function.server.ServerRequest;

/// Devices: a cookie with a random id and its MAC, so that ids cannot be made up; or, weaker, the
/// header `X-Fairgate-Device` of an app. Neither is required.
public final class Devices {

    private static final String COOKIE = "fairgate_device";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();
    private static final int MAC_BYTES = 16;

    private final SecretKeySpec key;
    private final RandomGenerator random;

    Devices(byte[] key, RandomGenerator random) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
        this.random = random;
    }

    /// The device, empty when it has none, or only a cookie that we did not give out.
    public Optional<Device> find(ServerRequest request) {
        HttpCookie cookie = request.cookies().getFirst(COOKIE);
        if (cookie != null) {
            Optional<String> id = verified(cookie.getValue());
            if (id.isPresent()) {
                return id.map(it -> new Device(it, true));
            }
        }
        return Optional.ofNullable(request.headers().firstHeader("X-Fairgate-Device"))
                .filter(id -> ID.matcher(id).matches())
                .map(id -> new Device(id, false));
    }

    /// A cookie with a new id.
    public ResponseCookie create(ServerRequest request) {
        byte[] id = new byte[16];
        random.nextBytes(id);
        String text = TEXT.encodeToString(id);
        return ResponseCookie.from(COOKIE, text + "." + mac(text))
                .httpOnly(true)
                .secure(!Browsers.isPlainLoopback(request))
                .sameSite("Lax")
                .path("/")
                .maxAge(Duration.ofDays(365))
                .build();
    }

    private Optional<String> verified(String value) {
        int dot = value.indexOf('.');
        if (dot < 1 || !ID.matcher(value.substring(0, dot)).matches()) {
            return Optional.empty();
        }
        String id = value.substring(0, dot);
        boolean ours =
                MessageDigest.isEqual(
                        mac(id).getBytes(StandardCharsets.US_ASCII),
                        value.substring(dot + 1).getBytes(StandardCharsets.UTF_8));
        return ours ? Optional.of(id) : Optional.empty();
    }

    private String mac(String id) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update("fairgate.device.1\0".getBytes(StandardCharsets.US_ASCII));
            byte[] digest = mac.doFinal(id.getBytes(StandardCharsets.US_ASCII));
            return TEXT.encodeToString(Arrays.copyOf(digest, MAC_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
