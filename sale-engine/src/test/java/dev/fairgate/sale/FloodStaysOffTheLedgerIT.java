package dev.fairgate.sale;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.fixture.FakeRisk;
import dev.fairgate.sale.fixture.Lamps;
import dev.fairgate.sale.fixture.LedgerRedis;
import dev.fairgate.sale.fixture.Tickets;
import dev.fairgate.sale.fixture.Tokens;
import dev.fairgate.sale.ledger.LedgerClock;
import dev.fairgate.sale.sale.SaleId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Whoever is refused costs the ledger nothing: not one function call, not one key. Functions are
/// the only way in which this service changes units.
class FloodStaysOffTheLedgerIT {

    private static final String ONE = "{\"quantity\":1}";
    private static final Pattern CALLS = Pattern.compile("cmdstat_fcall:calls=(\\d+)");
    private static final int STRANGERS = 1_000;
    private static final int REFUSED = 300;

    private static final LedgerRedis LEDGER = LedgerRedis.own();
    private static final FakeRisk RISK = new FakeRisk();
    private static final Engine ENGINE =
            Engine.start(LEDGER.port(), RISK.address(), "--fairgate.risk.deadline=2s");

    private final SaleId sale =
            ENGINE.sell(Lamps.terms(ENGINE.bean(LedgerClock.class).instant(), 10, 1));
    private final String orders = "/api/v1/sales/" + sale + "/orders";
    private final long calls = functionCalls();
    private final long keys = LEDGER.redis().dbsize();

    @AfterAll
    static void stop() {
        ENGINE.close();
        RISK.close();
        LEDGER.close();
    }

    @Test
    void randomAccountsThatNobodyVouchesForDoNotReachIt() {
        for (int i = 0; i < STRANGERS; i++) {
            ENGINE.bearing(forged()).post(orders, ONE).isProblem(401, "unauthenticated");
        }
        assertUntouched();
    }

    @Test
    void randomAccountsThatTheRiskServiceRefusesDoNotReachIt() {
        List<Function<JsonNode, String>> refusals =
                List.of(
                        FakeRisk.just("block"),
                        FakeRisk.challenge("c", "proof_of_work"),
                        FakeRisk.throttle(Duration.ofSeconds(1)));
        for (int i = 0; i < REFUSED; i++) {
            String account = UUID.randomUUID().toString();
            RISK.decide(account, refusals.get(i % refusals.size()));
            assertThat(ENGINE.buyer(account).post(orders, ONE).status()).isIn(403, 428, 429);
        }
        assertUntouched();
    }

    @Test
    void whoProceedsReachesItOnce() {
        ENGINE.buyer(UUID.randomUUID().toString()).post(orders, ONE).is(201);

        assertThat(functionCalls()).isEqualTo(calls + 1);
        LEDGER.units(sale).areAvailableHeldSold(9, 1, 0);
    }

    private void assertUntouched() {
        assertThat(functionCalls()).isEqualTo(calls);
        assertThat(LEDGER.redis().dbsize()).isEqualTo(keys);
        LEDGER.units(sale).areAvailableHeldSold(10, 0, 0);
    }

    private static String forged() {
        return Tokens.sign(
                Tokens.claims(
                                UUID.randomUUID().toString(),
                                Instant.now().plusSeconds(60),
                                List.of("buyer"))
                        .build(),
                JWSAlgorithm.HS256,
                Tickets.key(9));
    }

    private static long functionCalls() {
        Matcher calls = CALLS.matcher(LEDGER.redis().info("commandstats"));
        assertThat(calls.find()).isTrue();
        return Long.parseLong(calls.group(1));
    }
}
