package dev.fairgate.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What people do in the shop under the default policy, through what they see. No page may make the
/// browser complain.
@ExtendWith(Chromium.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserIT {

    private static final Pattern CLOCK = Pattern.compile("0[45]:\\d\\d");

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

    @Test
    void aPersonSignsInBuysAndPays() {
        Visitor ada = visitors.enter();
        ada.page().navigate("/");
        ada.link("Fairgate Field Lamp").click();
        ada.link("Sign in to buy").click();
        ada.signsIn("ada");
        assertThat(ada.button("Buy")).isEnabled();
        ada.photographs("sale-desktop");

        ada.buys();
        assertThat(ada.heading("It is yours")).isFocused();
        assertThat(ada.factOf("Time to pay")).hasText(CLOCK);
        String number = ada.orderNumber();
        ada.photographs("sale-bought-desktop");
        ada.link("Go to your order").click();

        assertThat(ada.heading("Your order")).isVisible();
        assertThat(ada.factOf("Order number")).hasText(number);
        assertThat(ada.factOf("Time to pay")).hasText(CLOCK);
        assertThat(ada.badge()).hasText("Held for you");
        ada.photographs("order-desktop");
        ada.button("Pay €49.00").click();
        assertThat(ada.badge()).hasText("Paid");

        ada.link("My orders").click();
        assertThat(ada.page().getByRole(AriaRole.LISTITEM)).hasCount(1);
        assertThat(ada.page().getByText(number)).isVisible();
        assertThat(ada.badge()).hasText("Paid");
        ada.photographs("orders-desktop");
    }

    @Test
    void theSecondTabIsToldWhichOrderIsThereAlready() {
        Visitor ben = visitors.enter();
        ben.signsInAt("demo", "ben");
        ben.buys();
        String number = ben.orderNumber();

        Page second = ben.anotherTab();
        second.navigate("/sales/demo");
        second.locator("#buy").click();
        Locator answer = second.locator("#result");
        assertThat(answer).containsText("You already have yours");
        answer.getByText("Order " + number).click();
        assertThat(second).hasURL(run.storefront() + "/orders/" + number);
        assertThat(second.locator("#order-id")).hasText(number);
    }

    @Test
    void aDoubleClickIsOnePurchase() {
        shop.open(admin, "double", 5);
        Visitor cleo = visitors.enter();
        cleo.signsInAt("double", "cleo");
        List<String> purchases = new ArrayList<>();
        cleo.page().onRequest(request -> notePurchase(request, purchases));

        // Slow enough that the answer to the first click is there before the second one.
        cleo.button("Buy").dblclick(new Locator.DblclickOptions().setDelay(150));
        assertThat(cleo.heading("It is yours")).isVisible();
        cleo.link("My orders").click();

        assertThat(cleo.page().locator(".row")).hasCount(1);
        assertThat(purchases).hasSize(1);
    }

    private static void notePurchase(Request request, List<String> purchases) {
        if (request.method().equals("POST") && request.url().endsWith("/orders")) {
            purchases.add(request.url());
        }
    }

    @Test
    void whoWaitsAtASoldOutSaleBuysTheUnitThatComesBack() {
        shop.open(admin, "single", 1);
        Visitor dora = visitors.enter();
        dora.signsInAt("single", "dora");
        assertThat(dora.badge()).hasText("On sale");
        assertThat(dora.page().locator("#available")).hasText("1");

        String rival = shop.account("rival");
        String taken = shop.buy(rival, "single").send().body().path("id").asString();
        assertThat(dora.badge()).hasText("Sold out");
        assertThat(dora.page().locator("#available")).hasText("0");
        assertThat(dora.button("Buy")).isDisabled();

        assertThat(shop.delete("/api/v1/orders/" + taken, rival).status()).isEqualTo(200);
        assertThat(dora.badge()).hasText("On sale");
        dora.buys();
        assertThat(dora.heading("It is yours")).isVisible();
    }

    @Test
    void aHoldThatNobodyPaysLapsesBeforeTheBuyersEyesAndSomebodyElseBuys() {
        shop.open(admin, "short", 1, Duration.ofSeconds(6));
        Visitor hugo = visitors.enter();
        Visitor ina = visitors.enter();
        hugo.signsInAt("short", "hugo");
        ina.signsInAt("short", "ina");
        hugo.buys();
        hugo.link("Go to your order").click();
        assertThat(hugo.badge()).hasText("Held for you");
        assertThat(ina.badge()).hasText("Sold out");

        assertThat(hugo.badge()).hasText("Not paid in time", patiently());
        assertThat(ina.badge()).hasText("On sale", patiently());
        ina.buys();
        assertThat(ina.heading("It is yours")).isVisible();
        hugo.page().navigate("/sales/short");
        assertThat(hugo.badge()).hasText("Sold out");
    }

    private static LocatorAssertions.HasTextOptions patiently() {
        return new LocatorAssertions.HasTextOptions().setTimeout(15_000);
    }

    @Test
    void withoutJavaScriptTheFormBuys() {
        Visitor emil = visitors.enter(Visitors.desktop().setJavaScriptEnabled(false));
        emil.signsInAt("demo", "emil");
        emil.buys();
        assertThat(emil.heading("Your order")).isVisible();
        String number = emil.orderNumber();

        emil.page().navigate("/sales/demo");
        emil.buys();
        emil.link("Order " + number).click();
        emil.page().getByText("Cancel this order").click();
        emil.button("Yes, cancel it").click();
        assertThat(emil.badge()).hasText("Cancelled");
    }

    @Test
    void aPhoneShowsEverythingInItsWidth() {
        Visitor fay = visitors.enter(Visitors.phone().setColorScheme(ColorScheme.DARK));
        for (String path : List.of("/", "/login", "/sales/demo")) {
            fay.page().navigate(path);
            assertFits(fay);
        }
        fay.signsInAt("demo", "fay-with-a-very-long-name-that-fills-the-whole-line");
        fay.photographs("sale-phone-dark");
        assertThat(fay.button("Buy")).isInViewport();
        fay.buys();
        assertThat(fay.heading("It is yours")).isInViewport();
        assertThat(fay.link("Go to your order")).isInViewport();
        assertFits(fay);
        fay.photographs("sale-bought-phone-dark");
        fay.link("Go to your order").click();
        assertThat(fay.heading("Your order")).isVisible();
        assertFits(fay);
        fay.photographs("order-phone-dark");
        fay.link("My orders").click();
        assertThat(fay.heading("My orders")).isVisible();
        assertFits(fay);
    }

    private static void assertFits(Visitor visitor) {
        assertThat(visitor.widthOfThePage())
                .as(visitor.page().url())
                .isEqualTo(Visitors.PHONE_WIDTH);
    }

    @Test
    void theKeyboardAloneBuys() {
        Visitor gus = visitors.enter();
        gus.page().navigate("/login?return=/sales/demo");
        assertThat(gus.page().getByLabel("Your name")).isFocused();
        gus.page().keyboard().type("gus");
        gus.page().keyboard().press("Enter");
        assertThat(gus.page().getByTitle("Signed in as gus")).isVisible();
        gus.page().waitForLoadState();

        gus.page().keyboard().press("Tab");
        assertThat(gus.link("Skip to the content")).isFocused();
        gus.page().keyboard().press("Enter");
        gus.page().keyboard().press("Tab");
        assertThat(gus.button("Buy")).isFocused();
        gus.page().keyboard().press("Enter");
        assertThat(gus.heading("It is yours")).isFocused();
        gus.page().keyboard().press("Tab");
        assertThat(gus.link("Go to your order")).isFocused();
    }

    @Test
    void whoSignedOutIsAskedToSignInAndComesBack() {
        Visitor hal = visitors.enter();
        hal.page().navigate("/login");
        hal.signsIn("hal");
        hal.button("Sign out").click();
        assertThat(hal.link("Sign in")).isVisible();

        hal.page().navigate("/orders");
        assertThat(hal.heading("Sign in")).isVisible();
        hal.page().getByLabel("Your name").fill("hal");
        hal.button("Sign in").click();
        assertThat(hal.heading("My orders")).isVisible();
    }

    @Test
    void aHostileTitleIsText() {
        String title = "<script>alert(1)</script><img src=x onerror=alert(2)>";
        shop.open(admin, "hostile", title, 5);
        List<String> alerts = new ArrayList<>();
        Visitor ivy = visitors.enter();
        ivy.page().onDialog((Dialog dialog) -> alerts.add(dialog.message()));
        ivy.page().navigate("/");
        ivy.link(title).click();
        assertThat(ivy.heading(title)).isVisible();
        ivy.link("Sign in to buy").click();
        ivy.signsIn("ivy");
        ivy.buys();
        ivy.link("Go to your order").click();
        assertThat(ivy.heading(title)).isVisible();
        assertThat(alerts).isEmpty();
    }

    @Test
    void theConsoleShowsTheDecisionAboutAPurchase() {
        Visitor jo = visitors.enter();
        jo.signsInAt("demo", "jo");
        jo.buys();
        assertThat(jo.heading("It is yours")).isVisible();

        Visitor analyst = visitors.enter();
        analyst.page().navigate(run.console());
        analyst.page().getByLabel("Name").fill("anna");
        analyst.button("Sign in").click();
        Locator row = analyst.page().locator("tr", new Page.LocatorOptions().setHasText("jo"));
        assertThat(row).containsText("demo");
        assertThat(row).containsText("proceed");
        analyst.photographs("console-desktop");
    }
}
