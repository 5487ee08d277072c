package dev.fairgate.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.fixture.Answer;
import dev.fairgate.sale.fixture.Caller;
import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.fixture.FakeRisk;
import dev.fairgate.sale.fixture.Lamps;
import dev.fairgate.sale.sale.SaleId;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseCookie;

/// The pages as a browser without JavaScript uses them.
class StorefrontIT extends BrowserScene {

    @Test
    void signsInAndComesBack() {
        Answer form = engine.anyone().get("/login?return=/sales/x").isHtml(200);

        Answer signedIn =
                post(
                        engine.anyone(),
                        "/login",
                        form,
                        Map.of("name", "  " + name.toUpperCase(Locale.ROOT) + " "));

        assertThat(signedIn.is(303).header("Location")).isEqualTo("/sales/x");
        ResponseCookie session = cookie(signedIn, "fairgate");
        assertThat(session.isHttpOnly()).isTrue();
        assertThat(session.getSameSite()).isEqualTo("Lax");
        assertThat(session.getPath()).isEqualTo("/");
        assertThat(browser(session).get("/").isHtml(200).text()).contains("Signed in as " + name);
    }

    @Test
    void asksAgainForANameThatCannotBe() {
        for (String odd : new String[] {"", "a b", "<script>", "ä", "a".repeat(65)}) {
            Answer form = engine.anyone().get("/login");
            Answer again = post(engine.anyone(), "/login", form, Map.of("name", odd)).isHtml(400);
            assertThat(again.text())
                    .contains("That name cannot be used")
                    .doesNotContain("<script>");
        }
    }

    @Test
    void linksToNoSaleThatIsUnlisted() {
        SaleId trap = engine.sell(new SaleId("fairgate-honeypot"), Lamps.terms(now, 5, 3));
        SaleId sale = engine.sell(Lamps.terms(now, 5, 3));

        assertThat(engine.anyone().get("/").isHtml(200).text())
                .contains("/sales/" + sale)
                .doesNotContain(trap.value());
        assertThat(engine.anyone().get("/api/v1/sales").is(200).text()).contains(trap.value());
    }

    @Test
    void buysWithoutJavaScript() {
        SaleId sale = engine.sell(Lamps.terms(now, 5, 3));
        Caller anna = signedIn();
        Answer page = anna.get("/sales/" + sale).isHtml(200);
        assertThat(page.text()).contains("Field Lamp", "€49.00", "At most 3 per account.");

        Answer bought =
                post(
                        anna.with("Origin", engine.root().toString()),
                        "/sales/" + sale + "/orders",
                        page,
                        Map.of("quantity", "2"));

        String order = String.valueOf(bought.is(303).header("Location"));
        assertThat(order).startsWith("/orders/" + sale + ".");
        assertThat(anna.get(order).isHtml(200).text())
                .contains("Held for you", "2 units", "Pay €49.00");
        ledger.units(sale).areAvailableHeldSold(3, 2, 0);
        // The form's own key: sending it twice, as an impatient person does, is buying once.
        Answer twice = post(anna, "/sales/" + sale + "/orders", page, Map.of("quantity", "2"));
        assertThat(twice.is(303).header("Location")).isEqualTo(order);
        ledger.units(sale).areAvailableHeldSold(3, 2, 0);
    }

    @Test
    void paysAndCancelsOnTheOrdersPage() {
        SaleId sale = engine.sell(Lamps.terms(now, 5, 3));
        Caller anna = signedIn();
        String paid = buy(anna, sale);
        String cancelled = buy(anna, sale);

        assertThat(
                        post(anna, paid + "/payment", anna.get(paid), Map.of())
                                .is(303)
                                .header("Location"))
                .isEqualTo(paid);
        assertThat(anna.get(paid).text()).contains(">Paid<").doesNotContain("Cancel this order");
        Answer page = anna.get(cancelled);
        post(anna, cancelled + "/cancel", page, Map.of()).is(303);
        assertThat(anna.get(cancelled).text()).contains("Cancelled");
        ledger.units(sale).areAvailableHeldSold(4, 0, 1);
        Answer late = post(anna, cancelled + "/payment", page, Map.of()).isHtml(409);
        assertThat(late.text()).contains("The order was cancelled");
        assertThat(anna.get("/orders").isHtml(200).text()).contains(paid, cancelled);
    }

    @Test
    void showsAPictureInPlaceOfAChallengeThatNeedsJavaScript() {
        SaleId sale = engine.sell(Lamps.terms(now, 5, 1));
        Caller anna = signedIn();
        risk.decide(name, FakeRisk.challenge("c-1", "proof_of_work"));

        Answer asked =
                post(
                                anna,
                                "/sales/" + sale + "/orders",
                                anna.get("/sales/" + sale),
                                Map.of("quantity", "1"))
                        .isHtml(428);
        assertThat(asked.text())
                .contains("/api/v1/challenges/picture-" + name + "/image")
                .contains("name=\"challengeId\" value=\"picture-" + name + "\"");
        Answer bought =
                post(
                        anna,
                        "/sales/" + sale + "/orders",
                        asked,
                        Map.of(
                                "quantity",
                                "1",
                                "challengeId",
                                "picture-" + name,
                                "challengeResponse",
                                "k7fq3m"));

        bought.is(303);
        assertThat(risk.asked(name).getLast().at("/challenge/response").asString())
                .isEqualTo("k7fq3m");
    }

    @Test
    void showsThePictureThatTheRiskServiceAskedFor() {
        SaleId sale = engine.sell(Lamps.terms(now, 5, 1));
        Caller anna = signedIn();
        risk.decide(name, FakeRisk.challenge("c-9", "image"));

        Answer asked =
                post(
                        anna,
                        "/sales/" + sale + "/orders",
                        anna.get("/sales/" + sale),
                        Map.of("quantity", "1"));

        assertThat(asked.isHtml(428).text()).contains("/api/v1/challenges/c-9/image");
    }

    @Test
    void showsARefusalOnTheSalesOwnPage() {
        SaleId sale = engine.sell(Lamps.terms(now, 1, 1));
        Caller anna = signedIn();
        risk.decide(
                name,
                FakeRisk.just("block"),
                FakeRisk.throttle(Duration.ofSeconds(2)),
                FakeRisk.proceed());
        Answer page = anna.get("/sales/" + sale);
        String buy = "/sales/" + sale + "/orders";

        assertThat(post(anna, buy, page, Map.of("quantity", "1")).isHtml(403).text())
                .contains("This purchase was declined");
        assertThat(post(anna, buy, page, Map.of("quantity", "1")).isHtml(429).text())
                .contains("Please wait a moment");
        engine.buyer(Engine.fresh("b")).post("/api/v1" + buy, ONE).is(201);
        assertThat(post(anna, buy, page, Map.of("quantity", "1")).isHtml(409).text())
                .contains("All units are taken");
        for (String odd : new String[] {"0", "-1", "1.0", "101", "1e1", "", "x"}) {
            post(anna, buy, page, Map.of("quantity", odd)).isHtml(400);
        }
    }

    @Test
    void asksVisitorsToSignIn() {
        SaleId sale = engine.sell(Lamps.terms(now, 5, 1));

        assertThat(engine.anyone().get("/sales/" + sale).isHtml(200).text())
                .contains("Sign in to buy")
                .doesNotContain("<form id=\"buy-form\"");
        assertThat(engine.anyone().get("/orders").is(303).header("Location"))
                .isEqualTo("/login?return=/orders");
        Answer page = engine.anyone().get("/sales/" + sale);
        Answer login = engine.anyone().get("/login");
        assertThat(page.text()).doesNotContain("name=\"csrf\"");
        assertThat(
                        post(
                                        engine.anyone(),
                                        "/sales/" + sale + "/orders",
                                        login,
                                        Map.of("quantity", "1"))
                                .is(303)
                                .header("Location"))
                .isEqualTo("/login");
    }

    @Test
    void showsMissingThingsAsAPage() {
        Caller anna = signedIn();

        anna.get("/sales/nowhere").isHtml(404);
        anna.get("/sales/%7bx%7d").isHtml(404);
        anna.get("/orders/nonsense").isHtml(404);
        anna.get("/orders/demo.01KAPZ9E00ABCDEFGHJKMNPQRS").isHtml(404);
        String order = buy(anna, engine.sell(Lamps.terms(now, 5, 1)));
        assertThat(other().get(order).status()).isIn(404, 503);
        post(other(), order + "/cancel", other().get("/"), Map.of());
        assertThat(anna.get(order).text()).contains("Held for you");
    }

    @Test
    void signsOut() {
        Caller anna = signedIn();

        ResponseCookie ended =
                cookie(post(anna, "/logout", anna.get("/"), Map.of()).is(303), "fairgate");

        assertThat(ended.getMaxAge()).isEqualTo(Duration.ZERO);
        assertThat(ended.getValue()).isEmpty();
    }

    @Test
    void givesADeviceACookieOnce() {
        ResponseCookie device = cookie(engine.anyone().get("/"), "fairgate_device");

        assertThat(browser(device).get("/").cookies()).doesNotContainKey("fairgate_device");
        SaleId sale = engine.sell(Lamps.terms(now, 5, 1));
        engine.buyer(name)
                .with("Cookie", device.getName() + "=" + device.getValue())
                .post("/api/v1/sales/" + sale + "/orders", ONE)
                .is(201);
        assertThat(device.getValue())
                .startsWith(risk.asked(name).getLast().path("deviceId").asString() + ".");
    }

    @Test
    void letsItsStaticPartsBeCached() {
        for (String asset :
                new String[] {"/assets/site.css", "/assets/sale.js", "/assets/lamp.svg"}) {
            assertThat(engine.anyone().get(asset).is(200).header("Cache-Control"))
                    .contains("public")
                    .contains("max-age");
        }
        assertThat(engine.anyone().get("/").header("Cache-Control")).contains("no-store");
    }
}
