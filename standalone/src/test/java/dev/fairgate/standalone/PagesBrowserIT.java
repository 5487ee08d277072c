package dev.fairgate.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What every page owes whoever opens it: all states inspected, both languages, little to load,
/// nothing hostile run, and a purchase that survives what happens to networks and tabs.
///
/// `-Dfairgate.screenshots=FOLDER` keeps a picture of each state, wide and narrow, by day and
/// night.
@ExtendWith(Chromium.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesBrowserIT {

    private static final int LIGHT = 60 * 1024;
    private static final Pattern LATIN = Pattern.compile("[A-Za-z]{3,}");
    private static final String PURCHASES = "**/browser/sales/*/orders";

    private FirstRun run;
    private Shop shop;
    private String admin;
    private Visitors visitors;

    @BeforeAll
    void start(@TempDir Path home, Browser browser) {
        run = FirstRun.start(home, "classpath:policy/default.json");
        shop = run.shop();
        admin = shop.account("boss", "admin");
        visitors = new Visitors(browser, run.storefront());
    }

    @AfterEach
    void leaveWithoutComplaints() {
        assertThat(visitors.leave()).isEmpty();
    }

    @AfterAll
    void stop() {
        run.close();
    }

    private static ObjectNode lamps(String sale, int allocation) {
        return Shop.terms(sale, "Fairgate Field Lamp", allocation)
                .put("description", "A small brass camping lamp, numbered on the base.")
                .put("imageUrl", "/assets/lamp.svg");
    }

    private Visitor at(String sale, String name) {
        Visitor visitor = visitors.enter();
        visitor.signsInAt(sale, name);
        return visitor;
    }

    @Test
    void everyStateOfASaleIsFitToBeMet() {
        Instant now = Instant.now();
        shop.make(
                admin,
                lamps("over", 3)
                        .put("opensAt", now.minusSeconds(60).toString())
                        .put("closesAt", now.plusSeconds(1).toString()));
        shop.make(admin, lamps("soon", 3).put("opensAt", now.plusSeconds(1800).toString()));
        shop.make(admin, lamps("still", 3).put("perAccountLimit", 3));
        shop.post("/api/v1/admin/sales/still/pause", admin);
        shop.make(admin, lamps("gone", 1));
        shop.buy(shop.account("early"), "gone").send();

        Visitor ada = visitors.enter();
        ada.page().navigate("/");
        Inspection.of(ada, "sales");
        ada.page().navigate("/sales/demo");
        Inspection.of(ada, "sale-open-signed-out");
        ada.signsInAt("demo", "ada");
        Inspection.of(ada, "sale-open");
        inspect(ada, "soon", "Opens soon", "sale-upcoming");
        inspect(ada, "still", "Paused", "sale-paused");
        inspect(ada, "gone", "Sold out", "sale-sold-out");
        inspect(ada, "over", "Ended", "sale-closed");
    }

    private void inspect(Visitor visitor, String sale, String badge, String state) {
        visitor.page().navigate("/sales/" + sale);
        assertThat(visitor.badge()).hasText(badge);
        Inspection.of(visitor, state);
    }

    @Test
    void everyAnswerToAPurchaseIsFitToBeMet() {
        shop.make(admin, lamps("answers", 5).put("perAccountLimit", 2));
        Visitor ben = at("answers", "ben");
        Inspection.of(ben, "sale-quantity");
        ben.buys();
        assertThat(ben.heading("It is yours")).isVisible();
        Inspection.of(ben, "sale-bought");
        ben.page().locator("#quantity").selectOption("2");
        ben.buys();
        assertThat(ben.heading("You already have yours")).isVisible();
        Inspection.of(ben, "sale-limit");

        Visitor cat = at("fairgate-honeypot", "cat");
        cat.buys();
        assertThat(cat.heading("We could not take this order")).isVisible();
        cat.page().getByText("Ask a person to look at it").click();
        Inspection.of(cat, "sale-blocked");
    }

    @Test
    void everyStateOfAnOrderIsFitToBeMet() {
        shop.make(admin, lamps("orders", 9).put("perAccountLimit", 3).put("holdMs", 4000));
        Visitor dan = visitors.enter();
        dan.page().navigate("/login?return=/orders");
        dan.page().locator("#name").evaluate("field => field.form.noValidate = true");
        dan.page().getByLabel("Your name").fill("<img src=x>");
        dan.button("Sign in").click();
        assertThat(dan.heading("That name cannot be used")).isVisible();
        assertThat(dan.page().content()).doesNotContain("<img src=x>");
        visitors.forgive(".*status of 400.*");
        Inspection.of(dan, "sign-in-refused");
        dan.signsIn("dan");
        Inspection.of(dan, "orders-none");

        dan.page().navigate("/sales/demo");
        dan.buys();
        dan.link("Go to your order").click();
        assertThat(dan.badge()).hasText("Held for you");
        Inspection.of(dan, "order-held");
        dan.button("Pay €49.00").click();
        assertThat(dan.badge()).hasText("Paid");
        Inspection.of(dan, "order-paid");

        String lapsing = buysAt(dan, "orders");
        assertThat(dan.badge()).hasText("Not paid in time", patiently());
        Inspection.of(dan, "order-lapsed");
        String cancelled = buysAt(dan, "orders");
        assertThat(cancelled).isNotEqualTo(lapsing);
        dan.page().getByText("Cancel this order").click();
        dan.button("Yes, cancel it").click();
        assertThat(dan.badge()).hasText("Cancelled");
        Inspection.of(dan, "order-cancelled");
        dan.link("My orders").click();
        assertThat(dan.page().locator(".row")).hasCount(3);
        Inspection.of(dan, "orders");
    }

    /// Buys once the shop lets this person: who let something go waits a little.
    private static String buysAt(Visitor visitor, String sale) {
        visitor.page().navigate("/sales/" + sale);
        assertThat(visitor.page().locator("#buy")).hasAttribute("aria-disabled", "false");
        visitor.buys();
        visitor.link("Go to your order").click();
        return visitor.orderNumber();
    }

    private static LocatorAssertions.HasTextOptions patiently() {
        return new LocatorAssertions.HasTextOptions().setTimeout(15_000);
    }

    @Test
    void whatAnybodyReadsIsFitToBeMet() {
        Visitor eve = visitors.enter();
        eve.page().navigate("/login");
        Inspection.of(eve, "sign-in");
        eve.link("Privacy").click();
        assertThat(eve.heading("Privacy")).isVisible();
        Inspection.of(eve, "privacy");
        eve.page().navigate("/sales/nowhere");
        visitors.forgive(".*status of 404.*");
        Inspection.of(eve, "not-found");
    }

    @Test
    void theFirstViewOfASaleIsLightAndTheSecondIsNearlyNothing() {
        Visitor fay = visitors.enter();
        AtomicLong bytes = new AtomicLong();
        CDPSession network = fay.browser().newCDPSession(fay.page());
        network.send("Network.enable");
        network.on(
                "Network.loadingFinished",
                event -> bytes.addAndGet(event.get("encodedDataLength").getAsLong()));
        fay.page().waitForResponse("**/api/v1/time", () -> fay.page().navigate("/sales/demo"));
        long first = bytes.getAndSet(0);
        fay.page().navigate("/sales/demo");
        fay.page().waitForLoadState();
        long second = bytes.get();
        System.out.println("A first view of a sale: " + first + " bytes, a second: " + second);
        assertThat(first).isBetween(10_000L, (long) LIGHT);
        assertThat(second).isLessThan(first / 2);
    }

    @Test
    void aChineseBuyerReadsNothingElse() {
        Visitor gu = visitors.enter(Visitors.desktop().setLocale("zh-CN"));
        gu.page().navigate("/sales/demo");
        gu.link("登录后购买").click();
        gu.page().getByLabel("您的名字").fill("gu");
        gu.button("登录").click();
        assertThat(gu.page().getByTitle("已登录：gu")).isVisible();
        gu.page().waitForLoadState();
        assertSpeaksChinese(gu);
        Inspection.of(gu, "sale-open-zh");
        gu.button("购买").click();
        assertThat(gu.heading("已为您保留")).isFocused();
        assertSpeaksChinese(gu);
        gu.link("查看您的订单").click();
        assertThat(gu.heading("您的订单")).isVisible();
        assertSpeaksChinese(gu);
        Inspection.of(gu, "order-held-zh");
        gu.button("支付 €49.00").click();
        assertThat(gu.badge()).hasText("已付款");
        gu.link("隐私").click();
        assertSpeaksChinese(gu);
        gu.button("English").click();
        assertThat(gu.heading("Privacy")).isVisible();
        gu.link("My orders").click();
        assertThat(gu.badge()).hasText("Paid");
    }

    /// Names, numbers and what the seller wrote aside.
    private static void assertSpeaksChinese(Visitor visitor) {
        assertThat(visitor.page().locator("html")).hasAttribute("lang", "zh-CN");
        String text = visitor.page().locator("body").innerText();
        for (String own :
                List.of("Fairgate Field Lamp", "Fairgate", "English", "JavaScript", "Cookie")) {
            text = text.replace(own, "");
        }
        text = text.replaceAll("demo\\.[0-9A-Z]{26}", "").replaceAll("A small brass[^\\n]*", "");
        assertThat(LATIN.matcher(text).results().map(it -> it.group()).toList()).isEmpty();
    }

    @Test
    void nothingThatASellerOrABuyerWroteIsRun() {
        String script = "<script>alert(1)</script><img src=x onerror=alert(2)>{{csrf}}";
        shop.make(
                admin,
                Shop.terms("hostile2", script, 3)
                        .put("description", script + "\"'><svg onload=alert(3)>")
                        .put("imageUrl", "/assets/lamp.svg?&quot;&#32;onerror=alert(4)&#32;`"));
        List<String> alerts = new ArrayList<>();
        Visitor hal = visitors.enter();
        hal.page().onDialog(dialog -> alerts.add(dialog.message()));
        hal.page().navigate("/login?return=%22%3E%3Cscript%3Ealert(5)%3C/script%3E");
        hal.page().navigate("/");
        assertThat(hal.link(script)).isVisible();
        hal.signsInAt("hostile2", "constructor");
        assertThat(hal.heading(script)).isVisible();
        hal.buys();
        assertThat(hal.heading("It is yours")).isVisible();
        hal.link("Go to your order").click();
        assertThat(hal.link(script)).isVisible();
        hal.link("My orders").click();
        assertThat(hal.link(script)).isVisible();
        assertThat((int) hal.page().evaluate("document.querySelectorAll('[onerror]').length"))
                .isZero();
        assertThat(alerts).isEmpty();
    }

    @Test
    void offlineInMidPurchaseItGoesOnByItselfAndBuysOnce() {
        shop.make(admin, lamps("tunnel", 9).put("perAccountLimit", 5));
        Visitor ida = at("tunnel", "ida");
        List<String> keys = new ArrayList<>();
        ida.page()
                .route(
                        PURCHASES,
                        route -> {
                            keys.add(route.request().headers().get("idempotency-key"));
                            loseTheAnswer(route);
                            ida.browser().setOffline(true);
                            ida.page().unroute(PURCHASES);
                        });
        visitors.forgive(".*ERR_(FAILED|INTERNET_DISCONNECTED).*");
        ida.buys();
        assertThat(ida.page().locator("#progress-text")).containsText("You are offline");
        ida.page().onRequest(request -> noteKey(request, keys));
        ida.browser().setOffline(false);
        assertThat(ida.heading("It is yours")).isVisible();
        assertThat(keys).hasSizeGreaterThan(1);
        assertThat(keys.stream().distinct()).hasSize(1);
        assertHasOrders("ida", 1);
    }

    private static void noteKey(com.microsoft.playwright.Request request, List<String> keys) {
        String key = request.headers().get("idempotency-key");
        if (key != null) {
            keys.add(key);
        }
    }

    /// The shop sells; the buyer never hears of it.
    private static void loseTheAnswer(Route route) {
        route.fetch();
        route.abort();
    }

    private void assertHasOrders(String name, int count) {
        JsonNode orders = shop.get("/api/v1/orders", shop.account(name)).body().path("items");
        assertThat(orders.size()).as(orders.toString()).isEqualTo(count);
    }

    @Test
    void aReloadAfterALostAnswerFindsTheOrderAndBuysNoSecondOne() {
        shop.make(admin, lamps("reload", 9).put("perAccountLimit", 5));
        Visitor jan = at("reload", "jan");
        jan.page().route(PURCHASES, PagesBrowserIT::loseTheAnswer);
        visitors.forgive(".*ERR_FAILED.*");
        jan.buys();
        assertThat(jan.page().locator("#progress-text")).containsText("No answer yet");
        jan.page().unroute(PURCHASES);
        jan.page().reload();
        assertThat(jan.heading("A purchase was under way")).isVisible();
        jan.buys();
        assertThat(jan.heading("It is yours")).isVisible();
        assertHasOrders("jan", 1);

        jan.page().reload(); // it was here, and not looked at yet
        assertThat(jan.heading("You have an order")).isVisible();
        jan.buys();
        assertThat(jan.heading("It is yours")).isVisible();
        assertHasOrders("jan", 1);
        jan.link("Go to your order").click();
        assertThat(jan.heading("Your order")).isVisible();
        jan.page().goBack();
        jan.buys();
        assertThat(jan.heading("It is yours")).isVisible();
        assertHasOrders("jan", 2); // seen, gone back, pressed again: another one is meant
    }

    @Test
    void whoAskedToBeToldHearsThatAUnitIsBack() {
        shop.make(admin, lamps("alarm", 1));
        String rival = shop.account("kim");
        String taken = shop.buy(rival, "alarm").send().body().path("id").asString();
        Visitor lea = at("alarm", "lea");
        assertThat(lea.badge()).hasText("Sold out");
        lea.page().getByLabel("Tell me on this page, with a sound, when I can buy").check();
        shop.delete("/api/v1/orders/" + taken, rival);
        assertThat(lea.page().locator("#alert-news")).hasText("You can buy now.");
        assertThat(lea.badge()).hasText("On sale");
        assertThat(lea.page().locator("#alert-choice")).isHidden();
    }

    @Test
    void whoIsRefusedAsksAPersonWithTheNumberOfTheDecision() {
        List<JsonNode> sent = new ArrayList<>();
        Visitor max = at("fairgate-honeypot", "max");
        max.page()
                .route(
                        "**/browser/appeals",
                        route -> {
                            sent.add(Shop.JSON.readTree(route.request().postData()));
                            route.fulfill(new Route.FulfillOptions().setStatus(202).setBody("{}"));
                        });
        max.buys();
        assertThat(max.heading("We could not take this order")).isVisible();
        max.page().getByText("Ask a person to look at it").click();
        String number = max.page().locator(".card .appeal code").innerText();
        max.page().getByLabel("What should we know?").fill("It was me & <b>nobody</b> else.");
        max.button("Send").click();
        assertThat(max.page().locator(".card [data-part=answer]"))
                .hasText("Thank you. A person will look at it again.");
        assertThat(sent).hasSize(1);
        assertThat(sent.getFirst().path("decisionId").asString()).isEqualTo(number).isNotEmpty();
        assertThat(sent.getFirst().path("message").asString()).contains("<b>nobody</b>");
    }

    @Test
    void withoutScriptsAPageSaysWhatIsGoingOnToo() {
        shop.make(
                admin,
                lamps("plain", 1).put("opensAt", Instant.now().plusSeconds(1800).toString()));
        Visitor ned = visitors.enter(Visitors.desktop().setJavaScriptEnabled(false));
        ned.signsInAt("plain", "ned");
        assertThat(ned.page().locator("#buy-note"))
                .hasText("You can sign in now and buy as soon as the sale opens.");
        assertThat(ned.page().locator("#moment")).containsText("UTC");
        ned.buys();
        assertThat(ned.heading("Not open yet")).isVisible();
        ned.button("中文").click();
        assertThat(ned.badge()).hasText("即将开售");
        Page page = ned.page();
        page.navigate("/sales/fairgate-honeypot");
        ned.button("购买").click();
        page.getByText("申请人工审核").click();
        assertThat(page.locator("input[name=decisionId]").first()).not().hasValue("");
    }
}
