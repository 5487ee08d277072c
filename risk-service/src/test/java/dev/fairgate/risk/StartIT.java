package dev.fairgate.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;

@ExtendWith(OutputCaptureExtension.class)
class StartIT {

    private static final String ZEROS = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String KEY = "ejDkXb9xJXMyrwQdqpvcS5lBPJnTCYQ7yLBPD7PQiWM=";

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "fairgate.tokens.issuer=http://id.example.com | fairgate.tokens.issuer must be an"
                        + " https address",
                "fairgate.tokens.issuer=id.example.com | fairgate.tokens.issuer must be an https"
                        + " address",
                "fairgate.tokens.demo-key=KEY | fairgate.tokens.demo-key is for profile demo only",
                "fairgate.keys.session=ZEROS | fairgate.keys.session is not random",
                "fairgate.keys.ticket=a:KEY,b:ZEROS | fairgate.keys.ticket (b) is not random",
                "fairgate.keys.ticket=demo:KEY | fairgate.keys.ticket has the key of a demo",
                "fairgate.keys.session=KEY;fairgate.keys.challenge=KEY | fairgate.keys.session and"
                        + " fairgate.keys.challenge are the same key",
                "fairgate.keys.session=KEY;fairgate.keys.ticket=a:KEY | fairgate.keys.session and"
                        + " fairgate.keys.ticket (a) are the same key",
                "fairgate.database.url=r2dbc:postgresql://db/x;fairgate.database.username=fg |"
                        + " fairgate.database.password is missing",
                "fairgate.database.url=r2dbc:postgresql://db/x;fairgate.database.username=fg;fairgate.database.password="
                        + " | fairgate.database.password is missing",
                "fairgate.database.url=r2dbc:postgresql://db/x;fairgate.database.username=fg;fairgate.database.password=fg"
                        + " | fairgate.database.password is the name of its role",
                "fairgate.database.url=r2dbc:postgresql://fg:pw@db/x;fairgate.database.username=fg"
                        + " | fairgate.database.url must not carry a password",
                "management.server.address=0.0.0.0 | management.server.address is open to"
                        + " everybody",
                "management.server.address= | management.server.address is open to everybody",
                "management.server.address=203.0.113.7 | management.server.address is open to"
                        + " everybody",
                "management.server.address=metrics.example.com | management.server.address is open"
                        + " to everybody",
                "management.server.port=18099;server.port=18099 | management.server.port must be"
                        + " another one",
                "management.server.port= | management.server.port must be another one",
                "spring.data.redis.host=redis.internal | spring.data.redis.password is missing:"
                        + " whoever reaches redis.internal",
                "spring.data.redis.url=redis://10.0.0.7:6379 | spring.data.redis.password is"
                        + " missing: whoever reaches 10.0.0.7",
                "spring.data.redis.cluster.nodes=127.0.0.1:1,10.0.0.8:6379 |"
                        + " spring.data.redis.password is missing: whoever reaches 10.0.0.8",
                "fairgate.start.allow=everything | fairgate.start.allow knows no everything"
            })
    void refusesToFaceStrangersHalfConfigured(
            String settings, String sentence, CapturedOutput output) {
        assertRefused(with(settings), sentence, output);
    }

    @Test
    void readsSecretsFromFilesNamedAsTheirSettings(@TempDir Path folder, CapturedOutput output)
            throws IOException {
        Files.writeString(folder.resolve("fairgate.keys.session"), ZEROS + "\n");
        Map<String, String> settings = with("fairgate.secrets=" + folder);
        settings.remove("fairgate.keys.session");

        assertRefused(settings, "fairgate.keys.session is not random", output);
    }

    @Test
    void startsWithNoSecretButInFiles(@TempDir Path folder) throws IOException {
        Map<String, String> settings = with("fairgate.secrets=" + folder);
        settings.put("spring.data.redis.port", Integer.toString(TestRedis.port()));
        for (String key : List.of("ticket", "challenge", "session")) {
            String name = "fairgate.keys." + key;
            Files.writeString(folder.resolve(name), settings.remove(name) + "\n");
        }

        try (ConfigurableApplicationContext context =
                RiskServiceApplication.start(RiskNode.arguments(settings))) {
            assertThat(context.isActive()).isTrue();
        }
    }

    private static void assertRefused(
            Map<String, String> settings, String sentence, CapturedOutput output) {
        Throwable thrown =
                catchThrowable(() -> RiskServiceApplication.start(RiskNode.arguments(settings)));

        assertThat(NestedExceptionUtils.getMostSpecificCause(thrown))
                .isInstanceOf(RefusedToStart.class)
                .hasMessageStartingWith(sentence);
        assertThat(output.getAll()).contains(sentence).doesNotContain("\tat ");
    }

    /// Settings of production, but for these: `name=value`, parted by semicolons.
    private static Map<String, String> with(String changes) {
        Map<String, String> settings = new HashMap<>(RiskNode.keys());
        settings.put("fairgate.tokens.issuer", "http://127.0.0.1:1");
        for (String change : changes.split(";", -1)) {
            int equals = change.indexOf('=');
            settings.put(
                    change.substring(0, equals),
                    change.substring(equals + 1).replace("KEY", KEY).replace("ZEROS", ZEROS));
        }
        return settings;
    }
}
