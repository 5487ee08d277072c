package dev.fairgate.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.fixture.Answer;
import dev.fairgate.sale.fixture.Caller;
import dev.fairgate.sale.fixture.Lamps;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.sale.SaleTerms;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What strangers, forged forms and hostile texts cannot do to the pages and their JSON calls.
class StorefrontSafetyIT extends BrowserScene {

    @Test
    void sendsNobodyToAnotherShopAfterSigningIn() {
        for (String back :
                new String[] {
                    "//evil.example",
                    "https://evil.example",
                    "/\\evil.example",
                    "javascript:x",
                    "",
                    "/a?b=//c"
                }) {
            Answer form = engine.anyone().get("/login").isHtml(200);
            Answer signedIn =
                    post(engine.anyone(), "/login", form, Map.of("name", name, "return", back));
            assertThat(signedIn.is(303).header("Location")).isEqualTo("/");
        }
    }

    @Test
    void refusesFormsThatNoPageOfOursSent() {
        SaleId sale = engine.sell(Lamps.terms(now, 5, 1));
        Caller anna = signedIn();
        Answer page = anna.get("/sales/" + sale);
        String buy = "/sales/" + sale + "/orders";

        anna.form(buy, Map.of("quantity", "1")).isHtml(403);
        anna.form(buy, Map.of("quantity", "1", "csrf", "x")).isHtml(403);
        post(anna.with("Origin", "https://evil.example"), buy, page, Map.of("quantity", "1"))
                .isHtml(403);
        post(anna.with("Origin", "null"), buy, page, Map.of("quantity", "1")).isHtml(403);
        post(
                        anna.with("Origin", engine.root() + ".evil.example"),
                        buy,
                        page,
                        Map.of("quantity", "1"))
                .isHtml(403);
        post(engine.anyone(), buy, page, Map.of("quantity", "1")).isHtml(403);
        anna.post(buy, "{\"quantity\":1}").isHtml(403);
        post(anna.with("Origin", "https://evil.example"), "/logout", page, Map.of()).isHtml(403);
        ledger.units(sale).areAvailableHeldSold(5, 0, 0);
    }

    @Test
    void survivesFormsThatAreNone() {
        SaleId sale = engine.sell(Lamps.terms(now, 5, 1));
        Caller anna = signedIn().with("Content-Type", "application/x-www-form-urlencoded");

        for (String body :
                new String[] {
                    "csrf=%zz",
                    "%",
                    "csrf",
                    "=&=&=",
                    "csrf=a&csrf=b",
                    "\u0000=\u0000",
                    "a=" + "a".repeat(300_000),
                    "a&".repeat(100_000)
                }) {
            Answer answer = anna.post("/sales/" + sale + "/orders", body);
            assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
        }
    }

    @Test
    void escapesWhatAnAdminWrote() {
        String script = "<script>alert('\"x\"')</script>";
        SaleTerms terms = Lamps.terms(now, 5, 1);
        SaleId sale =
                engine.sell(
                        new SaleTerms(
                                script,
                                script,
                                terms.imageUrl(),
                                terms.price(),
                                terms.opensAt(),
                                terms.closesAt(),
                                5,
                                1,
                                terms.hold()));
        Caller anna = signedIn();
        String order = buy(anna, sale);

        for (String path : new String[] {"/", "/sales/" + sale, order, "/orders"}) {
            Answer page = anna.get(path).isHtml(200);
            assertThat(page.text())
                    .as(path)
                    .contains("&lt;script&gt;alert(")
                    .doesNotContain("<script>alert");
            assertThat(page.header("Content-Security-Policy"))
                    .contains("default-src 'none'")
                    .doesNotContain("unsafe");
        }
    }

    @Test
    void takesThePagesOwnCallsFromThisOriginAndWithASessionOnly() {
        SaleId sale = engine.sell(Lamps.terms(now, 5, 1));
        String buy = "/browser/sales/" + sale + "/orders";
        Caller anna = signedIn();
        Caller page = anna.with("Origin", engine.root().toString());

        anna.post(buy, ONE).isProblem(403, "forbidden");
        anna.with("Origin", "https://evil.example").post(buy, ONE).isProblem(403, "forbidden");
        anna.with("Origin", "null").post(buy, ONE).isProblem(403, "forbidden");
        engine.anyone()
                .with("Origin", engine.root().toString())
                .post(buy, ONE)
                .isProblem(401, "unauthenticated");
        engine.buyer(name)
                .with("Origin", engine.root().toString())
                .post(buy, ONE)
                .isProblem(401, "unauthenticated");
        page.with("Content-Type", "text/plain")
                .post(buy, ONE)
                .isProblem(415, "unsupported-media-type");
        ledger.units(sale).areAvailableHeldSold(5, 0, 0);
        String id = page.post(buy, ONE).is(201).at("/id");
        anna.get("/browser/orders/" + id).is(200);
        anna.delete("/browser/orders/" + id).isProblem(403, "forbidden");
        assertThat(page.delete("/browser/orders/" + id).is(200).at("/status"))
                .isEqualTo("cancelled");
        anna.get("/api/v1/orders").isProblem(401, "unauthenticated");
    }
}
