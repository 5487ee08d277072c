package dev.fairgate.sale;

import dev.fairgate.sale.fixture.Answer;
import dev.fairgate.sale.fixture.Caller;
import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.fixture.FakeRisk;
import dev.fairgate.sale.fixture.LedgerRedis;
import dev.fairgate.sale.ledger.LedgerClock;
import dev.fairgate.sale.sale.SaleId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.HtmlUtils;

/// A browser without JavaScript: it keeps its session and sends forms as the pages have them.
abstract class BrowserScene {

    static final String ONE = "{\"quantity\":1}";

    final Engine engine = Engine.shared();
    final FakeRisk risk = Engine.risk();
    final LedgerRedis ledger = LedgerRedis.shared();
    final Instant now = engine.bean(LedgerClock.class).instant();
    final String name = Engine.fresh("anna");

    @AfterEach
    void recover() {
        risk.recover();
    }

    String buy(Caller anna, SaleId sale) {
        Answer bought =
                post(
                        anna,
                        "/sales/" + sale + "/orders",
                        anna.get("/sales/" + sale),
                        Map.of("quantity", "1"));
        return Objects.requireNonNull(bought.is(303).header("Location"));
    }

    Caller signedIn() {
        return signedIn(name);
    }

    Caller other() {
        return signedIn(name + "-other");
    }

    Caller signedIn(String who) {
        Answer form = engine.anyone().get("/login");
        return browser(
                cookie(
                        post(engine.anyone(), "/login", form, Map.of("name", who)).is(303),
                        "fairgate"));
    }

    Caller browser(ResponseCookie cookie) {
        return engine.anyone().with("Cookie", cookie.getName() + "=" + cookie.getValue());
    }

    /// The same browser with one more cookie.
    static Caller and(Caller caller, ResponseCookie cookie) {
        return caller.with("Cookie", cookie.getName() + "=" + cookie.getValue());
    }

    /// Sends a form as the page has it: hidden fields, and what the person fills in.
    static Answer post(Caller caller, String path, Answer page, Map<String, String> fields) {
        Map<String, String> form = new HashMap<>();
        Matcher hidden =
                Pattern.compile("<input type=\"hidden\" name=\"(\\w+)\" value=\"([^\"]*)\">")
                        .matcher(page.text());
        while (hidden.find()) {
            form.put(hidden.group(1), HtmlUtils.htmlUnescape(hidden.group(2)));
        }
        form.putAll(fields);
        return caller.form(path, form);
    }

    static ResponseCookie cookie(Answer answer, String name) {
        return Objects.requireNonNull(answer.cookies().getFirst(name), name);
    }
}
