package dev.fairgate.benchmarks.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairgate.benchmarks.arena.scenario.CannotPlay;
import dev.fairgate.benchmarks.arena.scenario.Hands;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

    private static final Path SHIPPED = Path.of("scenarios");

    @Test
    void playsTheFirstScenarioOnWhatRunHasStarted() {
        Options options = Options.of(List.of(), SHIPPED, Map.of("FAIRGATE_RISK_PORT", "9000"));

        assertThat(options.engine()).isEqualTo(URI.create("http://127.0.0.1:8080"));
        assertThat(options.risk()).isEqualTo(URI.create("http://127.0.0.1:9000"));
        assertThat(options.scenarios())
                .singleElement()
                .satisfies(scenario -> assertThat(scenario.name()).startsWith("Scalpers"));
    }

    @Test
    void takesOtherDiceHandsAndScenarios() {
        Options options =
                of("burst", "quiet-day", "--seed", "9", "--hands", "sigma-lognormal", "--own");

        assertThat(options.engine()).isNull();
        assertThat(options.scenarios())
                .hasSize(2)
                .allSatisfy(
                        scenario -> {
                            assertThat(scenario.seed()).isEqualTo(9);
                            assertThat(scenario.people().hands()).isEqualTo(Hands.SIGMA_LOGNORMAL);
                        });
    }

    @Test
    void attacksAnotherMachineOnlyWhenToldThatItMay() {
        assertThatThrownBy(() -> of("--engine", "http://192.0.2.1:8080"))
                .isInstanceOf(CannotPlay.class)
                .hasMessageContaining("is not on this machine");
        assertThat(of("--engine", "http://192.0.2.1:8080", "--not-loopback").engine())
                .isEqualTo(URI.create("http://192.0.2.1:8080"));
        assertThat(of("--engine", "http://[::1]:8080").engine()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--seed | --seed must be followed by a value",
                "--seed x | --seed must be followed by a whole number",
                "--hands quick | --hands must be minimum-jerk or sigma-lognormal",
                "--engine nowhere | --engine must be followed by a URL",
                "--engine ftp://127.0.0.1 | --engine must be followed by a URL",
                "--fast | is not known",
                "moon | The scenario moon cannot be read"
            })
    void refusesWhatMakesNoSense(String arguments, String sentence) {
        assertThatThrownBy(() -> of(arguments.split(" ")))
                .isInstanceOf(CannotPlay.class)
                .hasMessageContaining(sentence);
    }

    private static Options of(String... arguments) {
        return Options.of(List.of(arguments), SHIPPED, Map.of());
    }
}
