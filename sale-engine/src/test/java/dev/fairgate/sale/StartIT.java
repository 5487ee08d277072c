package dev.fairgate.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairgate.sale.archive.Backlog;
import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.fixture.LedgerRedis;
import dev.fairgate.sale.fixture.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// Starting without the demo, and refusing to start.
@ExtendWith(OutputCaptureExtension.class)
class StartIT {

    private static final String NO_ISSUER = "--fairgate.tokens.issuer=http://127.0.0.1:1/issuer";
    private static final String TOKEN = "--fairgate.risk.token=t";

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
                "fairgate.tokens | fairgate.tokens.issuer is missing: set it to the address of your OIDC issuer",
                "fairgate.risk.token | fairgate.risk.token-file is missing: set it to a file with a token of role 'service'",
                "fairgate.keys.session | fairgate.keys.session is missing: set it to 32 random bytes, base64",
                "fairgate.keys.device | fairgate.keys.device is missing: set it to 32 random bytes, base64",
                "fairgate.keys.ticket | fairgate.keys.ticket is missing: set it to id:base64, as in the risk service"
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
                "fairgate.payments.secret=short | fairgate.payments.secret has at least 32 characters",
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

    private static void assertRefused(
            List<String> settings, String sentence, CapturedOutput output) {
        assertThatThrownBy(() -> SaleEngineApplication.start(settings.toArray(String[]::new)))
                .rootCause()
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
}
