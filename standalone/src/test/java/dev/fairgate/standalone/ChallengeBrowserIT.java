package dev.fairgate.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What people do in the shop when every purchase is challenged, through what they see.
@ExtendWith(Chromium.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChallengeBrowserIT {

    private FirstRun run;
    private Shop shop;
    private Visitors visitors;

    @BeforeAll
    void start(@TempDir Path home, Browser browser) {
        run = FirstRun.start(home, "classpath:policy/strict.json");
        shop = run.shop();
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
    void thePageProvesByItselfAndShowsHowFarItIs() {
        Visitor ada = visitors.enter(Visitors.phone());
        ada.signsInAt("demo", "ada");
        Held solver = Held.at(ada.page(), "**/solver-worker.js");
        ada.buys();
        Locator bar = ada.page().getByRole(AriaRole.PROGRESSBAR);
        assertThat(bar).hasAttribute("value", "0");
        assertThat(bar).isInViewport();
        assertThat(ada.button("Show me a picture instead")).isInViewport();
        assertThat(ada.page().locator("#progress-text"))
                .hasText("Checking that you are a person, no need to do anything.");
        ada.photographs("proof-phone");
        Inspection.of(ada, "proof");

        solver.release();
        assertThat(ada.heading("It is yours")).isFocused();
        ada.orderNumber();
        assertThat(bar).isHidden();
    }

    @Test
    void aPictureInsteadMayBeReadWrongOnce() {
        Visitor ben = visitors.enter();
        ben.signsInAt("demo", "ben");
        Held.at(ben.page(), "**/solver-worker.js");
        ben.buys();
        ben.button("Show me a picture instead").click();
        Locator picture = ben.page().locator("dialog img");
        String first = challengeOf(picture);
        ben.photographs("picture-desktop");
        Inspection.of(ben, "picture");

        ben.reads("wrong");
        ben.button("Continue").click();
        assertThat(ben.page().getByRole(AriaRole.ALERT))
                .hasText("That was not quite it, or a little late. Here is a new picture.");
        String second = challengeOf(picture);
        assertThat(second).isNotEqualTo(first);
        ben.photographs("picture-wrong-desktop");

        ben.reads(answerTo(second));
        ben.button("Continue").click();
        assertThat(ben.heading("It is yours")).isFocused();
        ben.orderNumber();
    }

    @Test
    void withoutJavaScriptThePageAsksForThePicture() {
        Visitor cleo = visitors.enter(Visitors.desktop().setJavaScriptEnabled(false));
        cleo.signsInAt("demo", "cleo");
        cleo.buys();
        Locator picture = cleo.page().locator("#picture-check img");
        String first = challengeOf(picture);
        cleo.reads("wrong");
        cleo.buys();
        assertThat(cleo.heading("That was not quite it")).isVisible();
        String second = challengeOf(picture);
        assertThat(second).isNotEqualTo(first);

        cleo.button("I cannot read it: give me another picture").click();
        String third = challengeOf(picture);
        assertThat(third).isNotEqualTo(second);
        cleo.reads(answerTo(third));
        cleo.photographs("picture-no-javascript");
        cleo.buys();
        assertThat(cleo.heading("Your order")).isVisible();
        cleo.orderNumber();
    }

    @Test
    void aPageWhoseScriptsDoNotArriveAsksForThePictureToo() {
        Visitor dora = visitors.enter();
        visitors.forgive("Failed to load resource: net::ERR_FAILED.*");
        dora.page().route("**/*.js", Route::abort);
        dora.signsInAt("demo", "dora");
        dora.buys();
        challengeOf(dora.page().locator("#picture-check img"));
        Inspection.of(dora, "picture-no-javascript");
    }

    /// The challenge whose picture is shown, once it is there to be read.
    private static String challengeOf(Locator picture) {
        assertThat(picture).not().hasJSProperty("naturalWidth", 0);
        String address = Objects.requireNonNull(picture.getAttribute("src"));
        return address.replaceAll("^/api/v1/challenges/|/image$", "");
    }

    /// What a person reads in the picture.
    private String answerTo(String challenge) {
        return shop.get("/demo/challenges/" + challenge + "/answer", "")
                .body()
                .path("response")
                .asString();
    }

    /// Requests that a slow network holds back.
    private record Held(List<Route> routes) {

        static Held at(Page page, String address) {
            Held held = new Held(new ArrayList<>());
            page.route(address, held.routes::add);
            return held;
        }

        void release() {
            routes.forEach(Route::resume);
        }
    }
}
