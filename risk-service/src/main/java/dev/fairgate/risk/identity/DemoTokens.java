package dev.fairgate.risk.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Set;
import javax.crypto.SecretKey;

/// Makes accounts for demonstrations, valid for 24 h. Exists in profile `demo` only.
public final class DemoTokens {

    private static final Duration LIFE = Duration.ofHours(24);

    private final SecretKey key;
    private final InstantSource clock;

    DemoTokens(SecretKey key, InstantSource clock) {
        this.key = key;
        this.clock = clock;
    }

    /// A bearer token for an account.
    public String issue(String account, Instant registeredAt, Set<Role> roles) {
        JWTClaimsSet claims =
                new JWTClaimsSet.Builder()
                        .subject(account)
                        .claim("registered_at", registeredAt.getEpochSecond())
                        .claim("roles", roles.stream().map(Role::wireName).sorted().toList())
                        .expirationTime(Date.from(clock.instant().plus(LIFE)))
                        .build();
        SignedJWT jwt =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.HS256).type(JOSEObjectType.JWT).build(),
                        claims);
        try {
            jwt.sign(new MACSigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("the demo key was checked at start", e);
        }
        return jwt.serialize();
    }
}
