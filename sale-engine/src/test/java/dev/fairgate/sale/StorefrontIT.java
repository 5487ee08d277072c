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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
                .contains("Held for you", "2 units", "Pay €98.00");
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
                .contains("We could not take this order", "Ask a person to look at it");
        assertThat(post(anna, buy, page, Map.of("quantity", "1")).isHtml(429).text())
                .contains("Please wait 2 seconds");
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
        assertThat(page.text()).doesNotContain("name=\"idempotencyKey\"");
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
    void letsItsStaticPartsBeCachedForGoodUnderTheirFingerprint() {
        String page = engine.anyone().get("/").isHtml(200).text();
        Matcher style = Pattern.compile("href=\"(/assets/v-[0-9a-f]{12}/site.css)\"").matcher(page);
        assertThat(style.find()).isTrue();

        Answer pinned = engine.anyone().get(style.group(1)).is(200);
        assertThat(pinned.header("Cache-Control"))
                .contains("public", "max-age=31536000", "immutable");
        assertThat(pinned.header("Content-Type")).startsWith("text/css");
        for (String asset :
                new String[] {
                    "/assets/site.css", "/assets/sale.js", "/assets/v-000000000000/lamp.svg"
                }) {
            assertThat(engine.anyone().get(asset).is(200).header("Cache-Control"))
                    .contains("public", "max-age=60")
                    .doesNotContain("immutable");
        }
        Answer packed = engine.anyone().with("Accept-Encoding", "gzip").get(style.group(1)).is(200);
        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(packed.header("Vary")).contains("Accept-Encoding");
        assertThat(engine.anyone().get("/").header("Cache-Control")).contains("no-store");
    }

    @Test
    void speaksTheLanguageThatTheBrowserAsksForUntilTheBuyerChooses() {
        Caller chinese = engine.anyone().with("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.5");
        Answer page = chinese.get("/login?return=/orders").isHtml(200);
        assertThat(page.text()).contains("<html lang=\"zh-CN\">", "您的名字");
        assertThat(page.header("Content-Language")).isEqualTo("zh-CN");
        assertThat(page.header("Vary")).contains("Accept-Language", "Cookie");

        Answer chosen = post(chinese, "/language", page, Map.of("language", "en")).is(303);
        assertThat(chosen.header("Location")).isEqualTo("/login?return=/orders");
        ResponseCookie cookie = cookie(chosen, "fairgate_language");
        Caller english = chinese.with("Cookie", cookie.getName() + "=" + cookie.getValue());
        assertThat(english.get("/login").isHtml(200).text())
                .contains("<html lang=\"en\">", "Your name");
        assertThat(post(chinese, "/language", page, Map.of("page", "//evil.example")).is(303))
                .satisfies(it -> assertThat(it.header("Location")).isEqualTo("/"));
        chinese.form("/language", Map.of("language", "en")).isHtml(403);
    }

    @Test
    void keepsTheKeyOfAFormUntilItsOrderHasBeenSeen() {
        SaleId sale = engine.sell(Lamps.terms(now, 9, 5));
        Caller anna = signedIn();
        Answer page = anna.get("/sales/" + sale);
        Caller visit = and(anna, cookie(page, "fairgate_visit"));
        String buy = "/sales/" + sale + "/orders";

        String order = String.valueOf(post(visit, buy, page, ONE_UNIT).is(303).header("Location"));
        // The answer gets lost; Back, a reload and a second tab all show the page again.
        Answer again = visit.get("/sales/" + sale);
        assertThat(post(visit, buy, again, ONE_UNIT).is(303).header("Location")).isEqualTo(order);
        ledger.units(sale).areAvailableHeldSold(8, 1, 0);

        Caller next = and(anna, cookie(visit.get(order).isHtml(200), "fairgate_visit"));
        Answer another = next.get("/sales/" + sale);
        assertThat(post(next, buy, another, ONE_UNIT).is(303).header("Location"))
                .isNotEqualTo(order);
        ledger.units(sale).areAvailableHeldSold(7, 2, 0);
    }

    private static final Map<String, String> ONE_UNIT = Map.of("quantity", "1");

    @Test
    void givesAnotherPictureToWhoCannotReadTheFirst() {
        SaleId sale = engine.sell(Lamps.terms(now, 5, 1));
        Caller anna = signedIn();
        risk.decide(name, FakeRisk.challenge("c-1", "image"));
        String buy = "/sales/" + sale + "/orders";
        Answer asked = post(anna, buy, anna.get("/sales/" + sale), ONE_UNIT).isHtml(428);

        Answer another =
                post(anna, buy, asked, Map.of("anotherPicture", "1", "challengeResponse", ""));

        assertThat(another.isHtml(200).text())
                .contains("/api/v1/challenges/picture-" + name + "/image")
                .doesNotContain("That was not quite it");
        assertThat(risk.asked(name)).hasSize(1);
    }

    @Test
    void takesAnAppealByAFormOfItsOwnPage() {
        Caller anna = signedIn();
        Map<String, String> appeal = Map.of("decisionId", "01K", "message", "It was me.");
        assertThat(post(anna, "/appeals", anna.get("/"), appeal).isHtml(200).text())
                .contains("We look at it again");
        anna.form("/appeals", appeal).isHtml(403);
    }

    @Test
    void saysWhatIsKeptOfWhomInBothLanguages() {
        assertThat(engine.anyone().get("/privacy").isHtml(200).text())
                .contains("never which key", "30 days", "12 hours");
        assertThat(engine.anyone().with("Accept-Language", "zh").get("/privacy").text())
                .contains("从不记录按了哪个键", "30 天", "12 小时");
    }
}
