package dev.fairgate.sale.admission;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.web.reactive.function.server.ServerRequest;

/// Browser sessions: an encrypted token (JWE, `dir` + A256GCM) in a cookie that any node can open,
/// and the CSRF token of the forms, which is a MAC over that cookie.
public final class Sessions {

    private static final Duration LIFE = Duration.ofHours(12);
    private static final int MAX_LENGTH = 1024;
    private static final JWEHeader HEADER =
            new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM);

    /// How everything that we sealed begins: this very header, and no wrapped key.
    private static final String PREFIX = HEADER.toBase64URL() + "..";

    private final byte[] key;
    private final InstantSource clock;

    Sessions(byte[] key, InstantSource clock) {
        this.key = java.util.Arrays.copyOf(key, 32);
        this.clock = clock;
    }

    /// Opens a session for a buyer; only the storefront's sign-in calls this.
    public ResponseCookie open(ServerRequest request, String account, Instant registeredAt) {
        Instant expires = clock.instant().plus(LIFE);
        JWEObject sealed =
                new JWEObject(
                        HEADER,
                        new Payload(
                                Map.of(
                                        "sub", account,
                                        "reg", registeredAt.getEpochSecond(),
                                        "exp", expires.getEpochSecond())));
        try {
            sealed.encrypt(new DirectEncrypter(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("the session key cannot seal", e);
        }
        return cookie(request, sealed.serialize()).maxAge(LIFE).build();
    }

    /// The cookie that ends a session.
    public ResponseCookie close(ServerRequest request) {
        return cookie(request, "").maxAge(Duration.ZERO).build();
    }

    /// The buyer whose session the request carries; empty without one, or with one that is not ours
    /// or over.
    public Optional<Account> find(ServerRequest request) {
        return value(request).flatMap(this::unseal);
    }

    /// The token that a form of this session must bring back; without a session, one that only
    /// stands for "no session".
    public String csrf(ServerRequest request) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update("fairgate.csrf.1\0".getBytes(StandardCharsets.US_ASCII));
            byte[] digest = mac.doFinal(value(request).orElse("").getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /// Whether a form came from a page of ours.
    public boolean isOwnForm(ServerRequest request, String csrf) {
        return MessageDigest.isEqual(
                csrf(request).getBytes(StandardCharsets.US_ASCII),
                csrf.getBytes(StandardCharsets.UTF_8));
    }

    private Optional<String> value(ServerRequest request) {
        HttpCookie cookie = request.cookies().getFirst(name(request));
        return Optional.ofNullable(cookie)
                .map(HttpCookie::getValue)
                .filter(value -> !value.isEmpty() && value.length() <= MAX_LENGTH);
    }

    private Optional<Account> unseal(String value) {
        if (!value.startsWith(PREFIX)) {
            return Optional.empty(); // another algorithm, or a header made to confuse its parser
        }
        try {
            JWEObject sealed = JWEObject.parse(value);
            sealed.decrypt(new DirectDecrypter(key));
            Map<String, Object> claims = sealed.getPayload().toJSONObject();
            if (!(claims.get("sub") instanceof String account)
                    || !(claims.get("reg") instanceof Number registered)
                    || !(claims.get("exp") instanceof Number until)) {
                return Optional.empty();
            }
            Instant expires = Instant.ofEpochSecond(until.longValue());
            if (!clock.instant().isBefore(expires)) {
                return Optional.empty();
            }
            return Optional.of(
                    new Account(
                            account,
                            Optional.of(Instant.ofEpochSecond(registered.longValue())),
                            Set.of(Account.Role.BUYER),
                            expires));
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return Optional.empty(); // not sealed by us
        }
    }

    private static ResponseCookie.ResponseCookieBuilder cookie(
            ServerRequest request, String value) {
        return ResponseCookie.from(name(request), value)
                .httpOnly(true)
                .secure(!Browsers.isPlainLoopback(request))
                .sameSite("Lax")
                .path("/");
    }

    /// `__Host-` needs `Secure`, which plain http on loopback cannot have.
    private static String name(ServerRequest request) {
        return Browsers.isPlainLoopback(request) ? "fairgate" : "__Host-fairgate";
    }
}
