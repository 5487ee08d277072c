package dev.fairgate.captcha.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.altcha.altcha.Altcha;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProofTest {

    private static final String KEY = "a key of these tests";
    private static final Instant EXPIRES_AT = Instant.parse("2126-11-22T16:02:00Z");
    private static final long NUMBER = 1234;

    private final ProofOfWork proofOfWork = new ProofOfWork(KEY);
    private final String salt = ProofOfWork.salt("8Qm3vXc0R2y7Jk5bT1nLpg", "ab", EXPIRES_AT);
    private final Puzzle puzzle = proofOfWork.puzzle(salt, proofOfWork.hash(salt, NUMBER), 5_000);

    @Test
    void sendsTheObjectOfTheAltchaWidget() {
        assertThat(puzzle.parameters().keySet())
                .containsExactly("algorithm", "challenge", "maxnumber", "salt", "signature");
        assertThat(puzzle.parameters())
                .containsEntry("algorithm", "SHA-256")
                .containsEntry("maxnumber", 5_000L)
                .containsEntry("salt", "8Qm3vXc0R2y7Jk5bT1nLpg?bind=ab&expires=4951036920&");
    }

    @Test
    void isSolvedByTryingNumbersAsABrowserDoes() throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        long number = 0;
        while (!HexFormat.of()
                .formatHex(sha256.digest((salt + number).getBytes(UTF_8)))
                .equals(puzzle.challenge())) {
            number++;
        }

        assertThat(number).isEqualTo(NUMBER);
        assertThat(isSolvedBy(response(number))).isTrue();
    }

    @Test
    void isSolvedByItsOwnSolver() {
        assertThat(isSolvedBy(proofOfWork.solve(puzzle))).isTrue();
    }

    @Test
    void isRightInTheEyesOfTheLibraryToo() throws Exception {
        assertThat(Altcha.verifySolution(response(NUMBER), KEY, true)).isTrue();
    }

    @Test
    void acceptsTheFieldsThatTheWidgetAdds() {
        String json = json("1234").replace("}", ",\"took\":17,\"test\":null}");

        assertThat(isSolvedBy(base64(json))).isTrue();
    }

    @Test
    void refusesEveryOtherNumber() {
        for (long number = -5; number < 5_100; number++) {
            assertThat(isSolvedBy(response(number))).isEqualTo(number == NUMBER);
        }
    }

    @Test
    void refusesARightNumberAboveTheMaximum() {
        Puzzle impossible = proofOfWork.puzzle(salt, proofOfWork.hash(salt, NUMBER), NUMBER - 1);

        assertThat(proofOfWork.isSolvedBy(impossible, response(NUMBER))).isFalse();
    }

    @Test
    void refusesARightNegativeNumber() {
        Puzzle negative = proofOfWork.puzzle(salt, proofOfWork.hash(salt, -7), 5_000);
        String response =
                base64(
                        json("-7")
                                .replace(puzzle.challenge(), negative.challenge())
                                .replace(puzzle.signature(), negative.signature()));

        assertThat(proofOfWork.isSolvedBy(negative, response)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"1234\"",
                "1234.0",
                "1.234e3",
                "01234",
                "null",
                "true",
                "[1234]",
                "{}",
                "1234,\"number\":1234",
                "18446744073709552850",
                "NaN",
                "",
                "0x4d2",
                "+1234"
            })
    void readsTheNumberOnlyAsAnInteger(String number) {
        assertThat(isSolvedBy(base64(json("1234")))).isTrue();
        assertThat(isSolvedBy(base64(json(number)))).isFalse();
    }

    @Test
    void refusesAnotherNameOfTheAlgorithm() {
        for (String name : List.of("sha-256", "SHA256", "SHA-1", "SHA-512", "none", "")) {
            assertThat(isSolvedBy(base64(json("1234").replace("SHA-256", name)))).isFalse();
        }
    }

    @Test
    void refusesAResponseWithAFieldMissing() {
        for (String field : List.of("algorithm", "challenge", "number", "salt", "signature")) {
            String json = json("1234").replace("\"" + field + "\"", "\"x\"");

            assertThat(isSolvedBy(base64(json))).as(field).isFalse();
        }
    }

    @Test
    void refusesEveryTruncatedResponse() {
        String response = response(NUMBER);
        // The last character may be padding, which decoders do without.
        String bare = response.replace("=", "");
        for (int length = 0; length < bare.length(); length++) {
            assertThat(isSolvedBy(bare.substring(0, length))).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "bnVsbA==", "e30=", "W10=", "====", "%%%", "ä"})
    void refusesWhatIsNoPayload(String response) {
        assertThat(isSolvedBy(response)).isFalse();
    }

    @Test
    void refusesWhatFollowsTheObject() {
        assertThat(isSolvedBy(base64(json("1234") + " "))).isTrue();
        assertThat(isSolvedBy(base64(json("1234") + "{}"))).isFalse();
        assertThat(isSolvedBy(base64(json("1234") + "}"))).isFalse();
    }

    private boolean isSolvedBy(String response) {
        return proofOfWork.isSolvedBy(puzzle, response);
    }

    private String response(long number) {
        return base64(json(Long.toString(number)));
    }

    private String json(String number) {
        return """
        {"algorithm":"SHA-256","challenge":"%s","number":%s,"salt":"%s","signature":"%s"}"""
                .formatted(puzzle.challenge(), number, salt, puzzle.signature());
    }

    private static String base64(String json) {
        return Base64.getEncoder().encodeToString(json.getBytes(UTF_8));
    }
}
