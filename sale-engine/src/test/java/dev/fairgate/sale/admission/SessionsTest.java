package dev.fairgate.sale.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectEncrypter;
import dev.fairgate.sale.fixture.Tickets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.web.reactive.function.server.ServerRequest;

class SessionsTest {

    private static final String BASE64 =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final Instant NOW = Instant.parse("2026-11-22T16:00:00Z");
    private static final Instant REGISTERED = Instant.parse("2026-01-10T08:00:00Z");

    private Instant now = NOW;
    private final Sessions sessions = new Sessions(Tickets.key(1), () -> now);

    @Test
    void knowsTheBuyerAgain() {
        ResponseCookie cookie = open();

        Account account = find(cookie).orElseThrow();

        assertThat(account.id()).isEqualTo("alice");
        assertThat(account.registeredAt()).contains(REGISTERED);
        assertThat(account.roles()).containsExactly(Account.Role.BUYER);
        assertThat(account.expiresAt()).isEqualTo(NOW.plus(Duration.ofHours(12)));
    }

    @Test
    void endsAfterTwelveHours() {
        ResponseCookie cookie = open();

        now = NOW.plus(Duration.ofHours(12)).minusMillis(1);
        assertThat(find(cookie)).isPresent();
        now = NOW.plus(Duration.ofHours(12));
        assertThat(find(cookie)).isEmpty();
    }

    @Test
    void isReadByAnotherNodeOfTheSameKeyAndNoOther() {
        ServerRequest request = Requests.with(Requests.local(), open());

        assertThat(new Sessions(Tickets.key(1), () -> NOW).find(request)).isPresent();
        assertThat(new Sessions(Tickets.key(2), () -> NOW).find(request)).isEmpty();
    }

    @Test
    void setsACookieThatOnlyThisHostAndNoScriptCanRead() {
        ResponseCookie cookie = sessions.open(Requests.shop().build(), "alice", REGISTERED);

        assertThat(cookie.getName()).isEqualTo("__Host-fairgate");
        assertThat(cookie.isSecure()).isTrue();
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Lax");
        assertThat(cookie.getPath()).isEqualTo("/");
        assertThat(cookie.getDomain()).isNull();
        assertThat(cookie.getMaxAge()).isEqualTo(Duration.ofHours(12));
    }

    @Test
    void goesWithoutSecureOnlyOverPlainHttpOnThisMachine() {
        for (String local :
                new String[] {"http://localhost/", "http://127.0.0.1:1/", "http://[::1]:8080/"}) {
            assertThat(open(local).isSecure()).as(local).isFalse();
            assertThat(open(local).getName()).isEqualTo("fairgate");
        }
        for (String other :
                new String[] {
                    "https://localhost/", "http://shop.example/", "http://localhost.evil.example/"
                }) {
            assertThat(open(other).isSecure()).as(other).isTrue();
            assertThat(open(other).getName()).isEqualTo("__Host-fairgate");
        }
    }

    @Test
    void refusesEverySealThatIsNotWhole() {
        String seal = open().getValue();

        for (int cut = 0; cut < seal.length(); cut++) {
            assertThat(findValue(seal.substring(0, cut))).isEmpty();
        }
        for (int i = 0; i < seal.length(); i++) {
            // The highest of the letter's six bits: always one that counts.
            int at = BASE64.indexOf(seal.charAt(i));
            char other = at < 0 ? 'A' : BASE64.charAt(at ^ 32);
            assertThat(findValue(seal.substring(0, i) + other + seal.substring(i + 1)))
                    .as("letter %d", i)
                    .isEmpty();
        }
    }

    @Test
    void refusesSealsOfOurKeyThatSayNothingOfUse() throws JOSEException {
        long later = NOW.getEpochSecond() + 60;
        long before = NOW.getEpochSecond() - 60;

        assertThat(findValue(seal(Map.of("sub", "alice", "reg", 1, "exp", later)))).isPresent();
        assertThat(findValue(seal(Map.of("sub", "alice", "reg", 1, "exp", before)))).isEmpty();
        assertThat(findValue(seal(Map.of("sub", "alice", "reg", 1)))).isEmpty();
        assertThat(findValue(seal(Map.of("reg", 1, "exp", later)))).isEmpty();
        assertThat(findValue(seal(Map.of("sub", "Alice", "reg", 1, "exp", later)))).isEmpty();
        assertThat(findValue(seal(Map.of("sub", "a", "reg", "1", "exp", later)))).isEmpty();
    }

    @Test
    void refusesTextThatIsNoSeal() {
        for (String text :
                new String[] {"", "a", "....", "a.b.c.d.e", "e30.e30.", "x".repeat(9999)}) {
            assertThat(findValue(text)).isEmpty();
        }
    }

    @Test
    void takesAFormOnlyWithTheTokenOfItsOwnSession() {
        ServerRequest alice = Requests.with(Requests.local(), open());
        ServerRequest mallory =
                Requests.with(
                        Requests.local(),
                        sessions.open(Requests.local().build(), "mallory", REGISTERED));
        ServerRequest nobody = Requests.local().build();

        assertThat(sessions.isOwnForm(alice, sessions.csrf(alice))).isTrue();
        assertThat(sessions.isOwnForm(alice, sessions.csrf(mallory))).isFalse();
        assertThat(sessions.isOwnForm(alice, sessions.csrf(nobody))).isFalse();
        assertThat(sessions.isOwnForm(alice, "")).isFalse();
        assertThat(sessions.isOwnForm(alice, "é")).isFalse();
    }

    @Test
    void theFormTokenIsNotTheSession() {
        ResponseCookie cookie = open();

        assertThat(cookie.getValue())
                .doesNotContain(sessions.csrf(Requests.with(Requests.local(), cookie)));
    }

    @Test
    void closesWithACookieThatIsOver() {
        ResponseCookie cookie = sessions.close(Requests.local().build());

        assertThat(cookie.getMaxAge()).isEqualTo(Duration.ZERO);
        assertThat(find(cookie)).isEmpty();
    }

    private ResponseCookie open() {
        return open("http://localhost:8080/");
    }

    private ResponseCookie open(String address) {
        return sessions.open(Requests.to(address).build(), "alice", REGISTERED);
    }

    private Optional<Account> find(ResponseCookie cookie) {
        return sessions.find(Requests.with(Requests.local(), cookie));
    }

    private Optional<Account> findValue(String value) {
        return sessions.find(Requests.local().cookie(new HttpCookie("fairgate", value)).build());
    }

    private static String seal(Map<String, Object> claims) throws JOSEException {
        JWEObject sealed =
                new JWEObject(
                        new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM),
                        new Payload(claims));
        sealed.encrypt(new DirectEncrypter(Tickets.key(1)));
        return sealed.serialize();
    }
}
