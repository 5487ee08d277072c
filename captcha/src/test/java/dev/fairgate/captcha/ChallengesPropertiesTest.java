package dev.fairgate.captcha;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;

class ChallengesPropertiesTest {

    private static final Desk DESK = new Desk();
    private static int accounts;

    @AfterContainer
    static void stop() {
        DESK.workers.dispose();
    }

    @Property
    void countsAnyTextAsOneWrongAnswer(@ForAll ChallengeKind kind, @ForAll String response) {
        assertOneWrongAnswer(kind, response);
    }

    @Property
    void countsAnyBytesInBase64AsOneWrongAnswer(
            @ForAll ChallengeKind kind, @ForAll @Size(max = 600) byte[] bytes) {
        assertOneWrongAnswer(kind, Base64.getEncoder().encodeToString(bytes));
    }

    @Property
    void countsAnyJsonInThePayloadsPlaceAsOneWrongAnswer(@ForAll("payloads") String json) {
        assertOneWrongAnswer(
                ChallengeKind.PROOF_OF_WORK,
                Base64.getEncoder().encodeToString(json.getBytes(UTF_8)));
    }

    @Property
    void readsAnyTextAsARecordOrAsNothing(@ForAll("records") String text) {
        // What is read is written back as the same text: nothing has two spellings.
        assertThat(IssuedChallenge.decode(text).map(IssuedChallenge::encode).orElse(text))
                .isEqualTo(text);
    }

    @Provide
    Arbitrary<String> payloads() {
        Arbitrary<String> field =
                Arbitraries.of("algorithm", "challenge", "number", "salt", "signature", "took", "");
        Arbitrary<String> value =
                Arbitraries.oneOf(
                        Arbitraries.longs().map(Object::toString),
                        Arbitraries.doubles().map(Object::toString),
                        Arbitraries.of(
                                "null", "true", "[]", "{}", "\"SHA-256\"", "\"\\ud800\"", "1e999"),
                        Arbitraries.integers().between(1, 900).map("["::repeat),
                        Arbitraries.integers().between(1, 3000).map("9"::repeat),
                        Arbitraries.strings().ascii().map(text -> "\"" + text + "\""));
        return Combinators.combine(field, value)
                .as((name, content) -> "\"" + name + "\":" + content)
                .list()
                .ofMaxSize(7)
                .map(fields -> "{" + String.join(",", fields) + "}");
    }

    @Provide
    Arbitrary<String> records() {
        Arbitrary<String> part =
                Arbitraries.oneOf(
                        Arbitraries.of("1", "2", "image", "proof_of_work", "anna", "", "6", "0"),
                        Arbitraries.longs().map(Object::toString),
                        Arbitraries.of("1790006400123", "1790006520123", "ab".repeat(32)),
                        Arbitraries.strings().ofMaxLength(8));
        return part.list().ofMaxSize(10).map(parts -> String.join(".", parts));
    }

    private static void assertOneWrongAnswer(ChallengeKind kind, String response) {
        Binding account = new Binding("account-" + accounts++, "shoe");
        Challenge challenge = DESK.issue(account, kind);

        assertThat(DESK.verify(account, challenge, response)).isEqualTo(new Verification.Wrong(1));
    }
}
