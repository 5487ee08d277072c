package dev.fairgate.risk.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairgate.captcha.ChallengeKind;
import dev.fairgate.risk.RefusedToStart;
import dev.fairgate.risk.limit.Limit;
import dev.fairgate.risk.limit.LimitEntity;
import dev.fairgate.risk.policy.LimitRule.Effect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyReaderTest {

    private static final String DEFAULT = "classpath:policy/default.json";
    private static final String NO_PATCH = "{}";

    @Test
    void readsTheDefaultPolicy() {
        Policy policy = PolicyConfiguration.load(DEFAULT, NO_PATCH);

        assertThat(policy.version()).isEqualTo(1);
        assertThat(policy.mode()).isEqualTo(Policy.Mode.ENFORCE);
        assertThat(policy.limits()).extracting(LimitRule::entity).contains(LimitEntity.values());
        assertThat(policy.limits().getFirst())
                .isEqualTo(
                        new LimitRule(
                                LimitEntity.ACCOUNT,
                                new Limit(10, 1, Duration.ofSeconds(1)),
                                Effect.THROTTLE));
        assertThat(policy.challenge().ladder())
                .containsExactly(new ChallengeStep(0, ChallengeKind.PROOF_OF_WORK, 100_000));
        assertThat(policy.guard()).isEqualTo(new GuardRule(0.02, 20_000));
        assertThat(policy.clearance()).isEqualTo(Duration.ofMinutes(2));
        assertThat(policy.ticketLife()).isEqualTo(Duration.ofSeconds(5));
        assertThat(policy.exploration()).isEqualTo(Exploration.OFF);
    }

    @Test
    void shipsAPolicyThatChallengesEverybodyAndOneThatLimitsNobody() {
        assertThat(
                        PolicyConfiguration.load("classpath:policy/strict.json", NO_PATCH)
                                .thresholds()
                                .orElseThrow()
                                .verdict(0))
                .isEqualTo(Verdict.CHALLENGE);
        assertThat(PolicyConfiguration.load("classpath:policy/limits-wide.json", NO_PATCH).limits())
                .hasSize(LimitEntity.values().length)
                .allSatisfy(rule -> assertThat(rule.limit().capacity()).isEqualTo(1_000_000));
    }

    @Test
    void readsWhatShareToExplore() {
        assertThat(explored("{\"share\": 0.02}")).isEqualTo(new Exploration(0.02));
        assertThat(explored("{\"share\": 0.05}").share()).isEqualTo(Exploration.MOST);
        assertThat(explored("{\"share\": 0}")).isEqualTo(Exploration.OFF);
        assertThat(explored("null")).isEqualTo(Exploration.OFF);
        assertThatIllegalArgumentException().isThrownBy(() -> new Exploration(0.051));
        assertThatIllegalArgumentException().isThrownBy(() -> new Exploration(Double.NaN));
    }

    private static Exploration explored(String json) {
        return PolicyConfiguration.load(DEFAULT, "{\"exploration\": " + json + "}").exploration();
    }

    @Test
    void knowsTheModeOfASaleByItsIdThenByTheLongestBeginning() {
        Policy policy =
                PolicyConfiguration.load(
                        DEFAULT,
                        """
                        {"sales": {"spring-*": {"mode": "observe"},
                                   "spring-sale-*": {"mode": "enforce"},
                                   "spring-sale-7": {"mode": "observe"}}}
                        """);

        assertThat(mode(policy, "autumn")).isEqualTo(Policy.Mode.ENFORCE);
        assertThat(mode(policy, "spring")).isEqualTo(Policy.Mode.ENFORCE);
        assertThat(mode(policy, "spring-")).isEqualTo(Policy.Mode.OBSERVE);
        assertThat(mode(policy, "spring-1")).isEqualTo(Policy.Mode.OBSERVE);
        assertThat(mode(policy, "spring-sale-1")).isEqualTo(Policy.Mode.ENFORCE);
        assertThat(mode(policy, "spring-sale-7")).isEqualTo(Policy.Mode.OBSERVE);
    }

    private static Policy.Mode mode(Policy policy, String sale) {
        return policy.in(sale).mode();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"sales\": [] } | /sales: must be an object",
                "{\"sales\": {\"a b\": {\"mode\": \"observe\"}}} | /sales/a b: the name of a sale"
                        + " must",
                "{\"sales\": {\"a*b\": {\"mode\": \"observe\"}}} | /sales/a*b: the name of a sale"
                        + " must",
                "{\"sales\": {\"a\": {\"mode\": \"off\"}}} | /sales/a/mode: must be one of",
                "{\"sales\": {\"a/b~c\": {}}} | /sales/a~1b~0c: the name of a sale",
                "{\"sales\": {\"a\": {\"thresholds\": {\"challenge\": 0.9, \"block\": 0.5}}}}"
                        + " | /sales/a/thresholds/block: must be over 0",
                "{\"sales\": {\"a\": {\"eligibility\": {\"minAccountAgeMs\": -1}}}}"
                        + " | /sales/a/eligibility/minAccountAgeMs: must be a whole number",
                "{\"sales\": {\"a\": {\"eligibility\": {\"minPaidOrders\": 1.5}}}}"
                        + " | /sales/a/eligibility/minPaidOrders: must be a whole number",
                "{\"sales\": {\"a\": {\"eligibility\": {\"age\": 1}}}}"
                        + " | /sales/a/eligibility/age: is not a field",
                "{\"challenge\": {\"ladder\": []}} | /challenge/ladder: must begin with",
                "{\"challenge\": {\"ladder\": [{\"fromScore\": 0, \"kind\": \"image\","
                        + " \"proofMaxNumber\": 1}]}} | /challenge/ladder: must begin with",
                "{\"challenge\": {\"ladder\": [{\"fromScore\": 2, \"kind\": \"proof_of_work\","
                        + " \"proofMaxNumber\": 1}]}} | /challenge/ladder/0/fromScore: must be a"
                        + " number",
                "{\"failure\": {\"riskStore\": \"allow\"}} | /failure/riskStore: must be deny",
                "{\"failure\": {\"purchase\": \"deny\"}} | /failure/purchase: is not a field",
                "{\"guard\": {\"mostFlips\": 1.1}} | /guard/mostFlips: must be a number from",
                "{\"guard\": {\"sample\": 99}} | /guard/sample: must be a whole number from 100",
                "{\"presets\": {\"lax\": {}}} | /presets/lax: is not a field",
                "{\"presets\": {\"strict\": 1}} | /presets/strict: must be an object",
                "{\"presets\": {\"strict\": {\"mode\": \"off\"}}}"
                        + " | /presets/strict/mode: must be one of",
                "{\"presets\": {\"strict\": {\"presets\": {}}}}"
                        + " | /presets/strict/presets: is not a field",
                "{\"presets\": {\"strict\": {\"thresholds\": {\"challenge\": 0.99}}}}"
                        + " | /presets/strict/thresholds/block: must be over 0",
                "{\"presets\": {\"observe\": {\"rules\": [{\"name\": \"n\", \"code\": \"c\","
                        + " \"threat\": \"OAT-005\", \"effect\": \"block\", \"expression\": \"x\"}]}}}"
                        + " | /presets/observe/rules/0/expression: line 1, column 1: 'x' is no feature",
                "{\"sales\": {\"a\": {\"mode\": \"observe\", \"x\": 1}}} | /sales/a/x: is not a"
                        + " field",
                "{\"mode\": null} | /mode: must be one of",
                "{\"thresholds\": {\"challenge\": 0.7, \"block\": 0.5}}"
                        + " | /thresholds/block: must be over 0",
                "{\"thresholds\": {\"challenge\": 0.7, \"block\": 1.5}}"
                        + " | /thresholds/block: must be a number",
                "{\"thresholds\": {\"block\": 0.5}} | /thresholds/challenge: must be a number",
                "{\"exploration\": 0.01} | /exploration: must be an object",
                "{\"exploration\": {\"share\": 0.0501}} | /exploration/share: must be a number",
                "{\"exploration\": {\"share\": -0.01}} | /exploration/share: must be a number",
                "{\"exploration\": {\"share\": \"0.01\"}} | /exploration/share: must be a number",
                "{\"exploration\": {\"rate\": 0.01}} | /exploration/rate: is not a field",
                "[] | /: must be an object",
                "{\"mode\": | (fairgate.policy.patch) is not JSON"
            })
    void namesWhatIsWrongWithAPatch(String patch, String fault) {
        assertThatThrownBy(() -> PolicyConfiguration.load(DEFAULT, patch))
                .isInstanceOf(RefusedToStart.class)
                .hasMessageContaining(fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"mode\" | \"version\": 1, \"mode\" | /version: is not a field",
                "\"enforce\" | \"enforced\" | /mode: must be one of [enforce, observe]",
                "\"capacity\": 10 | \"capacity\": 0 | /limits/0/capacity: must be",
                "\"refillMs\": 5000 | \"refillMs\": \"5000\" | /limits/1/refillMs: must be",
                "\"device\" | \"gadget\" | /limits/2/entity: must be one",
                "\"device\" | \"account\" | /limits/2/entity: must not appear twice",
                "\"proof_of_work\" | \"sudoku\" | /challenge/ladder/0/kind: must be one of",
                "\"maxWrong\": 5 | \"maxWrong\": null | /challenge/maxWrong: must be a whole"
                        + " number",
                "\"ticketMs\": 5000 | \"ticketMs\": 5001 | /ticketMs: must be a whole",
                "\"clearanceMs\": 120000, | '' | /clearanceMs: must be a whole number",
                "\"OAT-005\" | \"OAT-022\" | /rules/0/threat: must match",
                "\"hands-copied\" | \"honeypot\" | /rules/1/code: must not appear twice",
                "honeypot_touched | honeypot | /rules/0/expression: line 1, column 1: 'honeypot'"
                        + " is",
                "\"honeypot_touched >= 1\" | 1 | /rules/0/expression: must be 1 to 1000 characters",
                "hands_accounts >= 1.5 | hands_accounts >= 0 | /rules/2/expression: must not hold",
                "honeypot_touched | campaign_size | /rules/0/expression: must look at evidence of",
                "\"block\", | \"block\", \"shadow\": 1, | /rules/0/shadow: must be true or false",
                "asked for a sale | ' asked for a sale' | /rules/0/name: must match",
                "fairgate-honeypot | Fairgate | /honeypots/0: must match",
            })
    void namesTheFaultByItsPlace(String from, String to, String fault) throws IOException {
        String broken = defaultText().replaceFirst(java.util.regex.Pattern.quote(from), to);

        assertThat(faults(broken)).singleElement().asString().startsWith(fault);
    }

    @ParameterizedTest
    @ValueSource(strings = {"address", "ipv4-24", "ipv4-20", "ipv6-64", "ipv6-56", "ipv6-48"})
    void refusesANetworkThatDoesMoreThanChallenge(String entity) throws IOException {
        for (String effect : new String[] {"throttle", "block"}) {
            String text =
                    defaultText()
                            .replaceAll(
                                    "(\"entity\": \"" + entity + "\".*)\"signal\"",
                                    "$1\"" + effect + "\"");

            assertThat(faults(text))
                    .singleElement()
                    .asString()
                    .contains("many people share a " + entity + ", so it can at most challenge");
        }
    }

    @Test
    void namesEveryFaultAtOnce() {
        assertThat(faults("{\"extra\": {}, \"limits\": {}, \"thresholds\": 1}"))
                .hasSizeGreaterThan(6)
                .anySatisfy(fault -> assertThat(fault).startsWith("/extra"))
                .anySatisfy(fault -> assertThat(fault).startsWith("/limits: must be a list"))
                .anySatisfy(
                        fault -> assertThat(fault).startsWith("/thresholds: must be an object"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{} {}", "{\"mode\": 1, \"mode\": 2}", "NaN", "// x"})
    void refusesWhatIsNotOneStrictJsonObject(String text) {
        assertThat(faults(text)).isNotEmpty();
    }

    @Test
    void refusesADocumentOf5MbAndOneThatIsNestedWithoutEnd() {
        String huge = "{\"mode\": \"" + "x".repeat(5_000_000) + "\"}";
        String deep = "{\"mode\":".repeat(20_000) + "1" + "}".repeat(20_000);

        assertThat(faults(huge)).containsExactly("/: must be at most 262144 bytes");
        assertThat(faults(deep)).singleElement().asString().startsWith("/: not JSON");
    }

    @Test
    void namesAHundredFaultsOfAllThatThereAre() {
        String many =
                IntStream.range(0, 20_000)
                        .mapToObj(i -> "\"f" + i + "\": 1")
                        .collect(Collectors.joining(",", "{", "}"));

        assertThat(faults(many)).hasSize(100);
    }

    @Test
    void takesEachFieldOfASaleFromTheNearestThatHasIt() {
        Policy policy =
                PolicyConfiguration.load(
                        DEFAULT,
                        """
                        {"thresholds": {"challenge": 0.6, "block": 0.9},
                         "sales": {"*": {"eligibility": {"minPaidOrders": 1}},
                                   "spring-*": {"thresholds": {"challenge": 0.4, "block": 0.8}},
                                   "spring-7": {"mode": "observe",
                                                "eligibility": {"minAccountAgeMs": 60000}}}}
                        """);

        assertThat(policy.in("spring-7"))
                .isEqualTo(
                        new SaleRules(
                                Policy.Mode.OBSERVE,
                                Optional.of(new Thresholds(0.4, 0.8)),
                                new Eligibility(Duration.ofMinutes(1), 0)));
        assertThat(policy.in("autumn"))
                .isEqualTo(
                        new SaleRules(
                                Policy.Mode.ENFORCE,
                                Optional.of(new Thresholds(0.6, 0.9)),
                                new Eligibility(Duration.ZERO, 1)));
    }

    @Test
    void refusesToStartWithAFileThatIsMissingOrWrong(@TempDir Path directory) throws IOException {
        Path wrong = Files.writeString(directory.resolve("p.json"), "{}");

        assertThatThrownBy(() -> PolicyConfiguration.load(directory + "/none.json", NO_PATCH))
                .isInstanceOf(RefusedToStart.class)
                .hasMessageContaining("none.json cannot be read");
        assertThatThrownBy(() -> PolicyConfiguration.load("classpath:policy/none.json", NO_PATCH))
                .isInstanceOf(RefusedToStart.class);
        assertThatThrownBy(() -> PolicyConfiguration.load(wrong.toString(), NO_PATCH))
                .isInstanceOf(RefusedToStart.class)
                .hasMessageContaining("/clearanceMs: must be a whole number");
    }

    @Test
    void cannotEvenBeBuiltWithANetworkThatBlocks() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new LimitRule(
                                        LimitEntity.ADDRESS,
                                        new Limit(1, 1, Duration.ofSeconds(1)),
                                        Effect.BLOCK));
    }

    private static java.util.List<String> faults(String text) {
        return switch (PolicyReader.read(text.getBytes(StandardCharsets.UTF_8), Preset.NORMAL, 1)) {
            case PolicyReader.Reading.Valid _ -> java.util.List.of();
            case PolicyReader.Reading.Faulty(var faults) ->
                    faults.stream().map(Fault::toString).toList();
        };
    }

    private static String defaultText() throws IOException {
        return Files.readString(Path.of("src/main/resources/policy/default.json"));
    }
}
