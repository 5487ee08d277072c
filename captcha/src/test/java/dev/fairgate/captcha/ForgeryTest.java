package dev.fairgate.captcha;

import static dev.fairgate.captcha.ChallengeKind.IMAGE;
import static dev.fairgate.captcha.ChallengeKind.PROOF_OF_WORK;
import static dev.fairgate.captcha.Desk.await;
import static dev.fairgate.captcha.Desk.json;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Responses made from right ones. Each is tried on a challenge of its own by an account of its
/// own, so that nothing but the response decides.
class ForgeryTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final Desk desk = new Desk();
    private int accounts;

    @AfterEach
    void stop() {
        desk.workers.dispose();
    }

    @Test
    void acceptsTheRightResponseWrittenAnotherWay() {
        // Else the tests below might be green because nothing passes.
        assertThat(tryWith(json -> JSON.readTree(json).toPrettyString())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"challenge", "signature", "salt", "algorithm"})
    void acceptsNoFieldWithOneBitFlipped(String field) {
        int characters = read(rightJson()).get(field).asString().length();
        for (int at = 0; at < characters; at++) {
            for (int bit = 0; bit < Character.SIZE; bit++) {
                assertThat(tryWith(flipInField(field, at, bit)))
                        .as("%s, character %s, bit %s", field, at, bit)
                        .isFalse();
            }
        }
    }

    @Test
    void acceptsNoPayloadWithOneBitFlipped() {
        int bits = rightJson().length() * Byte.SIZE;
        for (int bit = 0; bit < bits; bit++) {
            Binding account = nextAccount();
            Challenge challenge = desk.issue(account, PROOF_OF_WORK);
            byte[] payload = json(desk.answer(challenge)).getBytes(US_ASCII);
            int at = Math.min(bit / Byte.SIZE, payload.length - 1);
            payload[at] ^= (byte) (1 << bit % Byte.SIZE);

            assertThat(desk.verify(account, challenge, Desk.base64(payload)))
                    .as("bit %s", bit)
                    .isEqualTo(new Verification.Wrong(1));
        }
    }

    @Test
    void acceptsNoDigitMovedFromTheNumberIntoTheSalt() throws Exception {
        Binding account = nextAccount();
        Challenge challenge;
        ObjectNode payload;
        do {
            challenge = desk.issue(account, PROOF_OF_WORK);
            payload = read(json(desk.answer(challenge)));
        } while (!payload.get("number").asString().matches("[1-9][1-9].*"));
        String number = payload.get("number").asString();
        payload.put("salt", payload.get("salt").asString() + number.charAt(0));
        payload.put("number", Long.parseLong(number.substring(1)));

        assertThat(hash(payload)).isEqualTo(payload.get("challenge").asString());
        assertThat(desk.verify(account, challenge, base64(payload)))
                .isEqualTo(new Verification.Wrong(1));
    }

    @Test
    void acceptsNoLaterExpiryInTheSalt() {
        Matcher expires = Pattern.compile("expires=(\\d+)").matcher(rightJson());
        assertThat(expires.find()).isTrue();
        String later = "expires=" + (Long.parseLong(expires.group(1)) + 3600);

        assertThat(tryWith(json -> json.replaceFirst("expires=\\d+", later))).isFalse();
        assertThat(tryWith(json -> json.replace("&\"", "&" + later + "&\""))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, -9_223_372_036_854_775_808L, 501, 9_223_372_036_854_775_807L})
    void acceptsNoNumberOutOfRange(long number) {
        assertThat(tryWith(json -> json.replaceFirst("\"number\":\\d+", "\"number\":" + number)))
                .isFalse();
    }

    @Test
    void acceptsNoTruncatedResponse() {
        int length = rightJson().length();
        for (int cut = 1; cut < length; cut++) {
            int gone = cut;
            assertThat(tryWith(json -> json.substring(0, Math.max(0, json.length() - gone))))
                    .isFalse();
        }
    }

    @Test
    void acceptsNoResponseToAnotherChallenge() {
        Challenge mine = desk.issue(PROOF_OF_WORK);
        Challenge other = desk.issue(PROOF_OF_WORK);

        assertThat(desk.verify(mine, desk.answer(other))).isEqualTo(new Verification.Wrong(1));
    }

    @Test
    void acceptsNoPartsOfTwoRightResponses() {
        for (String field : new String[] {"challenge", "number", "salt", "signature"}) {
            Challenge other = desk.issue(nextAccount(), PROOF_OF_WORK);
            ObjectNode source = read(json(desk.answer(other)));
            // The tests' puzzles are small enough for two to have the same number.
            source.put("number", source.get("number").asLong() + 501);

            assertThat(
                            tryWith(
                                    json -> {
                                        ObjectNode payload = read(json);
                                        payload.set(field, source.get(field));
                                        return payload.toString();
                                    }))
                    .as(field)
                    .isFalse();
        }
    }

    @Test
    void acceptsNoResponseOfAnotherKind() {
        Challenge proof = desk.issue(PROOF_OF_WORK);
        Challenge picture = desk.issue(IMAGE);
        String solution = desk.answer(proof);
        String text = desk.answer(picture);

        assertThat(desk.verify(proof, text)).isEqualTo(new Verification.Wrong(1));
        assertThat(desk.verify(picture, solution)).isEqualTo(new Verification.Wrong(2));
    }

    @Test
    void acceptsNothingIssuedUnderAnotherKey() {
        Challenges otherKey = desk.withKey("another key of the same length..".getBytes(US_ASCII));
        for (ChallengeKind kind : ChallengeKind.values()) {
            Binding account = nextAccount();
            Challenge challenge = desk.issue(account, kind);
            String response = desk.answer(challenge);

            assertThat(await(otherKey.verify(account, challenge.id(), response)))
                    .isEqualTo(new Verification.Wrong(1));
        }
    }

    @Test
    void acceptsNothingAfterTheRecordWasChangedInTheStore() {
        for (ChallengeKind kind : ChallengeKind.values()) {
            assertNotAccepted(kind, text -> text.replace(".500.", ".501."));
            assertNotAccepted(kind, text -> text.replaceFirst("\\.6\\.", ".7."));
            assertNotAccepted(kind, text -> text.replaceFirst("\\d{3}\\.([0-9a-f]*)$", "999.$1"));
            assertNotAccepted(kind, text -> text.replaceFirst("\\.shoe\\.", ".boot."));
        }
    }

    @Test
    void readsNoLongResponse() {
        Challenge picture = desk.issue(IMAGE);
        String text = desk.answer(picture);
        assertThat(desk.verify(picture, text + " ".repeat(4096 - text.length())))
                .isInstanceOf(Verification.Right.class);

        Challenge next = desk.issue(IMAGE);
        String nextText = desk.answer(next);
        assertThat(desk.verify(next, nextText + " ".repeat(4097 - nextText.length())))
                .isEqualTo(new Verification.Wrong(1));
    }

    /// Whether a changed right payload is accepted; if not, it must be one wrong answer.
    private boolean tryWith(UnaryOperator<String> change) {
        Binding account = nextAccount();
        Challenge challenge = desk.issue(account, PROOF_OF_WORK);
        String changed = change.apply(json(desk.answer(challenge)));
        Verification verification =
                desk.verify(account, challenge, Desk.base64(changed.getBytes(US_ASCII)));
        if (verification instanceof Verification.Right) {
            return true;
        }
        assertThat(verification).isEqualTo(new Verification.Wrong(1));
        return false;
    }

    private void assertNotAccepted(ChallengeKind kind, UnaryOperator<String> change) {
        Binding account = nextAccount();
        Challenge challenge = desk.issue(account, kind);
        String response = desk.answer(challenge);
        String record = await(desk.store.find(challenge.id())).encode();
        IssuedChallenge changed = IssuedChallenge.decode(change.apply(record)).orElseThrow();
        assertThat(changed.encode()).isNotEqualTo(record);
        desk.store.put(challenge.id(), changed, Duration.ofMinutes(1)).block();

        assertThat(desk.verify(changed.binding(), challenge, response))
                .as("%s instead of %s", changed, record)
                .isInstanceOf(Verification.Wrong.class);
    }

    private static UnaryOperator<String> flipInField(String field, int at, int bit) {
        return json -> {
            ObjectNode payload = read(json);
            StringBuilder value = new StringBuilder(payload.get(field).asString());
            value.setCharAt(at, (char) (value.charAt(at) ^ (1 << bit)));
            payload.put(field, value.toString());
            return escaped(payload);
        };
    }

    private static String escaped(ObjectNode payload) {
        StringBuilder ascii = new StringBuilder();
        for (char c : payload.toString().toCharArray()) {
            ascii.append(c < 0x80 ? String.valueOf(c) : "\\u%04x".formatted((int) c));
        }
        return ascii.toString();
    }

    private static String hash(ObjectNode payload) throws Exception {
        String text = payload.get("salt").asString() + payload.get("number").asString();
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII)));
    }

    private String rightJson() {
        return json(desk.answer(desk.issue(nextAccount(), PROOF_OF_WORK)));
    }

    private Binding nextAccount() {
        return new Binding("account-" + accounts++, "shoe");
    }

    private static ObjectNode read(String json) {
        return (ObjectNode) JSON.readTree(json);
    }

    private static String base64(ObjectNode payload) {
        return Desk.base64(payload.toString().getBytes(US_ASCII));
    }
}
