package dev.fairgate.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.fairgate.sale.archive.Backlog;
import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.fixture.LedgerRedis;
import dev.fairgate.sale.fixture.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.NestedExceptionUtils;

/// Starting without the demo, and refusing to start.
@ExtendWith(OutputCaptureExtension.class)
class StartIT {

    private static final String NO_ISSUER = "--fairgate.tokens.issuer=http://127.0.0.1:1/issuer";
    private static final String TOKEN = "--fairgate.risk.token=t";
    private static final String ZEROS = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String KEY = "ejDkXb9xJXMyrwQdqpvcS5lBPJnTCYQ7yLBPD7PQiWM=";

    @Test
    void showsNothingOfTheDemoInProduction() {
        try (Engine engine = Engine.start(settings("none", NO_ISSUER, TOKEN))) {
            engine.anyone()
                    .post("/demo/accounts", "{\"accountId\":\"a\"}")
                    .isProblem(404, "not-found");
            engine.anyone().get("/demo/challenges/c/answer").isProblem(404, "not-found");
            engine.anyone().get("/login").isProblem(404, "not-found");
            engine.anyone().form("/login", Map.of("name", "a")).isProblem(404, "not-found");
            engine.anyone().get("/").isHtml(200);
            engine.anyone().get("/readyz").is(200);
        }
    }

    @Test
    void believesNoTokenWhileItsIssuerIsAway() {
        try (Engine engine = Engine.start(settings("none", NO_ISSUER, TOKEN))) {
            engine.bearing(Tokens.of("a", "admin"))
                    .get("/api/v1/orders")
                    .isProblem(503, "overloaded"); // who it is cannot be known: try again
            engine.bearing("x").get("/api/v1/orders").isProblem(401, "unauthenticated");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "fairgate.tokens | fairgate.tokens.issuer is missing: set it to the address of your"
                        + " OIDC issuer",
                "fairgate.risk.token | fairgate.risk.token-file is missing: set it to a file with a"
                        + " token of role 'service'",
                "fairgate.keys.session | fairgate.keys.session is missing: set it to 32 random"
                        + " bytes, base64",
                "fairgate.keys.device | fairgate.keys.device is missing: set it to 32 random bytes,"
                        + " base64",
                "fairgate.keys.ticket | fairgate.keys.ticket is missing: set it to id:base64, as in"
                        + " the risk service"
            })
    void saysInOneSentenceWhatIsMissing(String without, String sentence, CapturedOutput output) {
        assertRefused(settings(without, NO_ISSUER, TOKEN), sentence, output);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "fairgate.keys.session=AAAA | fairgate.keys.session has 3 bytes, 32 are needed",
                "fairgate.keys.device=%% | fairgate.keys.device is not base64",
                "fairgate.keys.ticket=abc | fairgate.keys.ticket: id:base64 of at least 32 bytes",
                "fairgate.archive.url=jdbc:postgresql://db/o | fairgate.archive.url begins with",
                "fairgate.payments.secret=short | fairgate.payments.secret has at least 32"
                        + " characters",
                "fairgate.payments.page=https://pay.example | fairgate.payments.secret is missing",
                "fairgate.network.trusted-proxies=everybody | 'everybody' is not a network",
                "fairgate.risk.token-file=nowhere.txt | fairgate.risk.token-file cannot be read"
            })
    void saysInOneSentenceWhatIsWrong(String setting, String sentence, CapturedOutput output) {
        String name = setting.substring(0, setting.indexOf('='));
        assertRefused(settings(name, NO_ISSUER, TOKEN, "--" + setting), sentence, output);
    }

    @Test
    void saysOnceThatOrdersStayInTheLedgerAlone(CapturedOutput output) {
        try (Engine engine = Engine.start(settings("none", NO_ISSUER, TOKEN))) {
            assertThat(engine.bean(Backlog.class).isFull()).isFalse();
            assertThat(
                            output.getAll()
                                    .lines()
                                    .filter(
                                            it ->
                                                    it.contains(
                                                            "Orders are kept in the ledger alone"))
                                    .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void startsWithoutThePostgresThatItIsTold() {
        try (Engine engine =
                Engine.start(
                        settings(
                                "none",
                                NO_ISSUER,
                                TOKEN,
                                "--fairgate.archive.username=sale",
                                "--fairgate.archive.password=s3cret",
                                "--fairgate.archive.url=r2dbc:postgresql://127.0.0.1:1/none"))) {
            engine.anyone().get("/readyz").is(200);
        }
    }

    @Test
    void startsNoArchiveWithoutItsRole(CapturedOutput output) {
        assertRefused(
                settings(
                        "none",
                        NO_ISSUER,
                        TOKEN,
                        "--fairgate.archive.url=r2dbc:postgresql://127.0.0.1:1/none"),
                "fairgate.archive.username is missing",
                output);
    }

    @Test
    void startsNoDemoWithoutItsKey(CapturedOutput output) {
        assertRefused(
                settings("none", "--spring.profiles.active=demo"),
                "fairgate.tokens.demo-key is missing",
                output);
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
                "fairgate.keys.session=KEY;fairgate.keys.device=KEY | fairgate.keys.session and"
                        + " fairgate.keys.device are the same key",
                "fairgate.keys.session=KEY;fairgate.keys.ticket=a:KEY | fairgate.keys.session and"
                        + " fairgate.keys.ticket (a) are the same key",
                "fairgate.archive.url=r2dbc:postgresql://db/x;fairgate.archive.username=fg |"
                        + " fairgate.archive.password is missing",
                "fairgate.archive.url=r2dbc:postgresql://db/x;fairgate.archive.username=fg;fairgate.archive.password="
                        + " | fairgate.archive.password is missing",
                "fairgate.archive.url=r2dbc:postgresql://db/x;fairgate.archive.username=fg;fairgate.archive.password=fg"
                        + " | fairgate.archive.password is the name of its role",
                "fairgate.archive.url=r2dbc:postgresql://fg:pw@db/x;fairgate.archive.username=fg |"
                        + " fairgate.archive.url must not carry a password",
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
                "fairgate.start.allow=everything | fairgate.start.allow knows no everything",
                "fairgate.network.trusted-proxies=10.0.0.0/8,0.0.0.0/0 |"
                        + " fairgate.network.trusted-proxies trusts 0.0.0.0/0",
                "fairgate.network.trusted-proxies=0.0.0.0/1 | fairgate.network.trusted-proxies"
                        + " trusts 0.0.0.0/1",
                "fairgate.network.trusted-proxies=::/0 | fairgate.network.trusted-proxies trusts"
                        + " ::/0"
            })
    void refusesToFaceStrangersHalfConfigured(
            String settings, String sentence, CapturedOutput output) {
        assertRefused(with(settings), sentence, output);
    }

    @Test
    void readsSecretsFromFilesNamedAsTheirSettings(@TempDir Path folder, CapturedOutput output)
            throws IOException {
        Files.writeString(folder.resolve("fairgate.keys.device"), ZEROS + "\n");
        List<String> settings = with("fairgate.secrets=" + folder);
        settings.removeIf(it -> it.startsWith("--fairgate.keys.device"));

        assertRefused(settings, "fairgate.keys.device is not random", output);
    }

    private static void assertRefused(
            List<String> settings, String sentence, CapturedOutput output) {
        Throwable thrown =
                catchThrowable(() -> SaleEngineApplication.start(settings.toArray(String[]::new)));

        assertThat(NestedExceptionUtils.getMostSpecificCause(thrown))
                .isInstanceOf(RefusedToStart.class)
                .hasMessageContaining(sentence);
        assertThat(output).contains(sentence).doesNotContain("\tat ");
    }

    /// Settings of production, but for those whose name begins with `without`.
    private static List<String> settings(String without, String... more) {
        List<String> settings =
                new ArrayList<>(
                        Engine.settings(LedgerRedis.shared().port(), Engine.risk().address()));
        settings.addAll(List.of(more).subList(0, Math.min(2, more.length)));
        settings.removeIf(it -> it.startsWith("--" + without));
        settings.addAll(List.of(more).subList(Math.min(2, more.length), more.length));
        return settings;
    }

    /// Settings of production, but for these: `name=value`, parted by semicolons.
    private static List<String> with(String changes) {
        List<String> settings = settings("none", NO_ISSUER, TOKEN);
        for (String change : changes.split(";", -1)) {
            int value = change.indexOf('=') + 1;
            settings.removeIf(it -> it.startsWith("--" + change.substring(0, value)));
            settings.add(
                    "--"
                            + change.substring(0, value)
                            + change.substring(value).replace("KEY", KEY).replace("ZEROS", ZEROS));
        }
        return settings;
    }
}
