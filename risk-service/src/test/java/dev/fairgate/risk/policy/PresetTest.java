package dev.fairgate.risk.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PresetTest {

    private static final String SALES =
            """
            {"mode": "observe",
             "thresholds": {"challenge": 0.6, "block": 0.9},
             "sales": {"lax": {"mode": "observe", "thresholds": {"challenge": 0.8, "block": 1}},
                       "vip": {"mode": "enforce", "thresholds": {"challenge": 0.2, "block": 0.5},
                               "eligibility": {"minPaidOrders": 2}}}%s}
            """;

    @Test
    void leavesTheDocumentAsItIs() {
        Policy policy = read(SALES.formatted(""), Preset.NORMAL);

        assertThat(policy.in("lax"))
                .isEqualTo(rules(Policy.Mode.OBSERVE, 0.8, 1, Eligibility.EVERYBODY));
        assertThat(policy.in("autumn"))
                .isEqualTo(rules(Policy.Mode.OBSERVE, 0.6, 0.9, Eligibility.EVERYBODY));
    }

    @Test
    void asksEverybodyInEverySaleAndKeepsWhatIsStricterYet() {
        Policy policy = read(SALES.formatted(""), Preset.STRICT);

        assertThat(policy.in("lax"))
                .isEqualTo(rules(Policy.Mode.ENFORCE, 0, 0.9, Eligibility.EVERYBODY));
        assertThat(policy.in("vip"))
                .isEqualTo(rules(Policy.Mode.ENFORCE, 0, 0.5, new Eligibility(Duration.ZERO, 2)));
        assertThat(policy.in("autumn"))
                .isEqualTo(rules(Policy.Mode.ENFORCE, 0, 0.9, Eligibility.EVERYBODY));
        assertThat(read("{}", Preset.STRICT).thresholds()).contains(new Thresholds(0, 0.95));
    }

    @Test
    void onlyLooksOnInEverySale() {
        Policy policy = read(SALES.formatted(""), Preset.OBSERVE);

        assertThat(policy.in("lax").mode()).isEqualTo(Policy.Mode.OBSERVE);
        assertThat(policy.in("vip"))
                .isEqualTo(rules(Policy.Mode.OBSERVE, 0.2, 0.5, new Eligibility(Duration.ZERO, 2)));
    }

    @Test
    void takesWhatTheDocumentHasForItButKeepsItsMode() {
        String own =
                """
                ,"presets": {"strict": {"mode": "observe", "clearanceMs": 1000,
                                        "thresholds": {"challenge": 0.3},
                                        "sales": {"vip": {"mode": "observe"}, "lax": null}},
                             "observe": {"mode": "enforce", "ticketMs": 1000}}
                """;
        Policy strict = read(SALES.formatted(own), Preset.STRICT);
        Policy observe = read(SALES.formatted(own), Preset.OBSERVE);

        assertThat(strict.in("vip").mode()).isEqualTo(Policy.Mode.ENFORCE);
        assertThat(strict.in("vip").thresholds()).contains(new Thresholds(0.2, 0.5));
        assertThat(strict.in("lax").thresholds()).contains(new Thresholds(0.3, 0.9));
        assertThat(strict.clearance()).isEqualTo(Duration.ofSeconds(1));
        assertThat(observe.in("autumn").mode()).isEqualTo(Policy.Mode.OBSERVE);
        assertThat(observe.ticketLife()).isEqualTo(Duration.ofSeconds(1));
        assertThat(read(SALES.formatted(own), Preset.NORMAL).ticketLife())
                .isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void refusesADocumentThatIsWrongUnderAPresetUnderAllOfThem() {
        byte[] document =
                document("{\"presets\": {\"observe\": {\"ticketMs\": 0}, \"strict\": {\"x\": 1}}}");

        for (Preset preset : Preset.values()) {
            assertThat(PolicyReader.read(document, preset, 1))
                    .isInstanceOfSatisfying(
                            PolicyReader.Reading.Faulty.class,
                            it ->
                                    assertThat(it.faults())
                                            .extracting(Fault::pointer)
                                            .containsExactly(
                                                    "/presets/strict/x",
                                                    "/presets/observe/ticketMs"));
        }
    }

    @Test
    void namesAFaultOfTheDocumentOnce() {
        assertThat(PolicyReader.read(document("{\"ticketMs\": 0}"), Preset.STRICT, 1))
                .isInstanceOfSatisfying(
                        PolicyReader.Reading.Faulty.class,
                        it ->
                                assertThat(it.faults())
                                        .extracting(Fault::pointer)
                                        .containsExactly("/ticketMs"));
    }

    private static SaleRules rules(
            Policy.Mode mode, double challenge, double block, Eligibility eligibility) {
        return new SaleRules(mode, Optional.of(new Thresholds(challenge, block)), eligibility);
    }

    private static Policy read(String patch, Preset preset) {
        return switch (PolicyReader.read(document(patch), preset, 1)) {
            case PolicyReader.Reading.Valid(Policy policy) -> policy;
            case PolicyReader.Reading.Faulty(var faults) -> throw new AssertionError(faults);
        };
    }

    private static byte[] document(String patch) {
        try {
            return PolicyReader.patched(
                            Files.readAllBytes(Path.of("src/main/resources/policy/default.json")),
                            patch.getBytes(StandardCharsets.UTF_8))
                    .orElseThrow();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
