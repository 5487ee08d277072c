package dev.fairgate.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class StartIT {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fairgate.keys.ticket | | Set fairgate.keys.ticket to one or more ticket keys",
                "fairgate.keys.challenge | AAAA | Set fairgate.keys.challenge to base64 of",
                "fairgate.keys.session | | Set fairgate.keys.session to base64 of 32",
                "fairgate.tokens.issuer | | Nobody could sign in: set fairgate.tokens.issuer",
                "fairgate.policy.file | none.json | The policy file none.json cannot be read",
            })
    void refusesToStartWithOneClearSentence(
            String name,
            @org.jspecify.annotations.Nullable String value,
            String sentence,
            CapturedOutput output) {
        Map<String, String> settings = new HashMap<>(RiskNode.keys());
        settings.put("fairgate.tokens.issuer", "http://127.0.0.1:1");
        settings.put(name, value == null ? "" : value);

        assertThatThrownBy(() -> RiskServiceApplication.start(RiskNode.arguments(settings)))
                .rootCause()
                .isInstanceOf(RefusedToStart.class)
                .hasMessageStartingWith(sentence);
        assertThat(output.getAll()).contains(sentence).doesNotContain("\tat dev.fairgate");
    }
}
