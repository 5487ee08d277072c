package dev.fairgate.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.fixture.Answer;
import dev.fairgate.sale.fixture.Caller;
import dev.fairgate.sale.fixture.Contract;
import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.fixture.Lamps;
import dev.fairgate.sale.fixture.LedgerRedis;
import dev.fairgate.sale.ledger.LedgerClock;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.sale.SaleTerms;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What admins do to sales, and what everybody then sees.
class AdminSalesIT {

    private static final String ROOT = "/api/v1/admin/sales";

    private final Engine engine = Engine.shared();
    private final LedgerRedis ledger = LedgerRedis.shared();
    private final Instant now = engine.bean(LedgerClock.class).instant();
    private final SaleTerms terms = Lamps.terms(now, 10, 2);
    private final Caller admin = engine.admin();
    private final SaleId id = new SaleId(Engine.fresh("adm"));

    @Test
    void createsTheSaleOfTheContract() {
        String golden = Contract.golden("sale-write").replace("\"demo\"", "\"" + id + "\"");

        Answer answer = admin.post(ROOT, golden).is(201);

        Contract.assertValid("sale", answer.text());
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        assertThat(answer.header("Location")).isEqualTo("/api/v1/sales/" + id);
        Answer read = engine.anyone().get("/api/v1/sales/" + id).is(200);
        Contract.assertValid("sale", read.text());
        assertThat(read.json().path("title"))
                .isEqualTo(Contract.goldenTree("sale-write").path("title"));
        assertThat(read.json().path("opensAt"))
                .isEqualTo(Contract.goldenTree("sale-write").path("opensAt"));
        assertThat(read.json().path("available").intValue()).isEqualTo(100);
        admin.post(ROOT, golden).isProblem(409, "sale-exists");
    }

    @Test
    void changesASaleOnlyWithItsETag() {
        String etag = create();
        String twelve = Engine.write(id, Lamps.terms(now, 12, 2));

        admin.put(ROOT + "/" + id, twelve).isProblem(428, "precondition-required");
        for (String odd :
                List.of("*", "1", "\"0\"", "\"x\"", "\"1\", \"2\"", "\"99999999999999999999\"")) {
            admin.with("If-Match", odd)
                    .put(ROOT + "/" + id, twelve)
                    .isProblem(400, "invalid-request");
        }
        admin.with("If-Match", "\"7\"")
                .put(ROOT + "/" + id, twelve)
                .isProblem(412, "precondition-failed");
        ledger.units(id).areAvailableHeldSold(10, 0, 0);

        Answer answer = admin.with("If-Match", etag).put(ROOT + "/" + id, twelve).is(200);
        assertThat(answer.json().path("allocation").intValue()).isEqualTo(12);
        assertThat(answer.header("ETag")).isEqualTo("\"2\"");
        admin.with("If-Match", etag)
                .put(ROOT + "/" + id, twelve)
                .isProblem(412, "precondition-failed");
    }

    @Test
    void takesTheETagThatEverybodyIsShown() {
        create();
        String etag = String.valueOf(engine.anyone().get("/api/v1/sales/" + id).header("ETag"));

        admin.with("If-Match", etag).put(ROOT + "/" + id, Engine.write(id, terms)).is(200);
    }

    @Test
    void letsTheAllocationNotFallBelowWhatIsTaken() {
        String etag = create();
        engine.buyer("b").post("/api/v1/sales/" + id + "/orders", "{\"quantity\":2}").is(201);

        admin.with("If-Match", etag)
                .put(ROOT + "/" + id, Engine.write(id, Lamps.terms(now, 1, 2)))
                .isProblem(409, "allocation-too-small");
        ledger.units(id).areAvailableHeldSold(8, 2, 0);
    }

    @Test
    void changesNoSaleThatIsNone() {
        admin.with("If-Match", "\"1\"")
                .put(ROOT + "/" + id, Engine.write(id, terms))
                .isProblem(404, "sale-not-found");
        admin.with("If-Match", "\"1\"")
                .put(ROOT + "/A.B", Engine.write(id, terms))
                .isProblem(404, "sale-not-found");
        admin.post(ROOT + "/" + id + "/pause").isProblem(404, "sale-not-found");
        admin.get(ROOT + "/" + id + "/audit").isProblem(404, "sale-not-found");
        create();
        admin.with("If-Match", "\"1\"")
                .put(ROOT + "/" + id, Engine.write(new SaleId("other"), terms))
                .isProblem(400, "invalid-request");
    }

    @Test
    void pausesAndResumesForEverybody() {
        create();
        String orders = "/api/v1/sales/" + id + "/orders";

        assertThat(admin.post(ROOT + "/" + id + "/pause").is(200).at("/status"))
                .isEqualTo("paused");
        engine.buyer("b").post(orders, "{\"quantity\":1}").isProblem(409, "sale-paused");
        assertThat(engine.anyone().get("/api/v1/sales/" + id).at("/status")).isEqualTo("paused");
        assertThat(admin.post(ROOT + "/" + id + "/resume").is(200).at("/status")).isEqualTo("open");
        engine.buyer("b").post(orders, "{\"quantity\":1}").is(201);
    }

    @Test
    void auditsTheBalance() {
        create();
        String order =
                engine.buyer("b")
                        .post("/api/v1/sales/" + id + "/orders", "{\"quantity\":2}")
                        .is(201)
                        .at("/id");
        engine.buyer("b").post("/api/v1/orders/" + order + "/payment").is(200);
        engine.buyer("c").post("/api/v1/sales/" + id + "/orders", "{\"quantity\":1}").is(201);

        for (String role : List.of("admin")) {
            Answer audit = engine.as("who", role).get(ROOT + "/" + id + "/audit").is(200);
            Contract.assertValid("audit", audit.text());
            assertThat(audit.json().path("allocation").intValue()).isEqualTo(10);
            assertThat(audit.json().path("available").intValue()).isEqualTo(7);
            assertThat(audit.json().path("held").intValue()).isEqualTo(1);
            assertThat(audit.json().path("sold").intValue()).isEqualTo(2);
            assertThat(audit.json().path("balanced").booleanValue()).isTrue();
            assertThat(audit.json().path("database").isNull()).isTrue();
        }
    }

    @Test
    void tellsWhenTheLedgerIsOutOfBalance() {
        create();
        ledger.redis().hincrby(id.tag() + ":sale", "available", 1);

        assertThat(
                        admin.get(ROOT + "/" + id + "/audit")
                                .is(200)
                                .json()
                                .path("balanced")
                                .booleanValue())
                .isFalse();
        ledger.redis().hincrby(id.tag() + ":sale", "available", -1);
    }

    @Test
    void showsOnlyWhatChangedSinceTheETag() {
        create();
        Caller anyone = engine.anyone();
        String etag = String.valueOf(anyone.get("/api/v1/sales/" + id).header("ETag"));

        Answer same = anyone.with("If-None-Match", etag).get("/api/v1/sales/" + id).is(304);
        assertThat(same.text()).isEmpty();
        engine.buyer("b").post("/api/v1/sales/" + id + "/orders", "{\"quantity\":1}").is(201);
        Answer later = anyone.with("If-None-Match", etag).get("/api/v1/sales/" + id).is(200);
        assertThat(later.header("Cache-Control")).isEqualTo("max-age=1");
        assertThat(later.json().path("available").intValue()).isEqualTo(9);
        assertThat(anyone.get("/api/v1/sales").is(200).text())
                .contains("\"" + id + "\"", "\"next\":null");
    }

    @Test
    void refusesTermsThatBreakARule() {
        String body = Engine.write(id, terms);
        for (String broken :
                List.of(
                        body.replace("\"perAccountLimit\":2", "\"perAccountLimit\":0"),
                        body.replace("\"perAccountLimit\":2", "\"perAccountLimit\":\"2\""),
                        body.replace("\"allocation\":10", "\"allocation\":1e2"),
                        body.replace("\"allocation\":10", "\"allocation\":-1"),
                        body.replace("\"EUR\"", "\"EURO\""),
                        body.replace("/assets/lamp.svg", "javascript:alert(1)"),
                        body.replace(terms.opensAt().toString(), "yesterday"),
                        body.replace(terms.opensAt().toString(), "+999999999-12-31T23:59:59Z"),
                        body.replace("\"title\"", "\"titel\""),
                        body.replace(id.value(), "A"),
                        body.replace(id.value(), "{x}"),
                        body.replace(id.value(), "a".repeat(65)),
                        "{}",
                        "[]",
                        "null",
                        "")) {
            admin.post(ROOT, broken).isProblem(400, "invalid-request");
        }
        admin.post(ROOT, "{\"title\":\"" + "t".repeat(20_000) + "\"}")
                .isProblem(413, "content-too-large");
        assertThat(ledger.redis().exists(id.tag() + ":sale")).isZero();
    }

    private String create() {
        return String.valueOf(admin.post(ROOT, Engine.write(id, terms)).is(201).header("ETag"));
    }
}
