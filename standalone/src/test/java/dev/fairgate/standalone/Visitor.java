package dev.fairgate.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// One person at the storefront, with a browser profile and a network address of their own.
final class Visitor implements AutoCloseable {

    private static final Path SCREENSHOTS =
            Path.of(System.getProperty("fairgate.screenshots", "target/screenshots"));

    /// What a browser reports though nothing is wrong: each refusal of the shop.
    private static final Pattern HARMLESS =
            Pattern.compile("Failed to load resource: .* status of (403|409|428) .*");

    private static final Pattern ORDER_NUMBER = Pattern.compile("[a-z0-9_-]+\\.[0-9A-Z]{26}");

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    /// @param number tells this person's address from all others
    Visitor(Browser browser, String storefront, int number, Browser.NewContextOptions options) {
        context =
                browser.newContext(
                        options.setBaseURL(storefront)
                                .setLocale(options.locale == null ? "en-GB" : options.locale)
                                .setExtraHTTPHeaders(
                                        Map.of("X-Forwarded-For", "198.51.100." + number)));
        context.onConsoleMessage(this::hear);
        context.onWebError(error -> complaints.add(error.error()));
        page = context.newPage();
    }

    private void hear(ConsoleMessage message) {
        boolean bad = message.type().equals("error") || message.type().equals("warning");
        String complaint = message.text() + " at " + message.location();
        if (bad && !HARMLESS.matcher(complaint).matches()) {
            complaints.add(complaint);
        }
    }

    Page page() {
        return page;
    }

    BrowserContext browser() {
        return context;
    }

    Page anotherTab() {
        return context.newPage();
    }

    /// What the browser found wrong with the pages: script errors, and breaches of their security
    /// policy.
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /// Opens the page of a sale after signing in by the link on it.
    void signsInAt(String sale, String name) {
        page.navigate("/sales/" + sale);
        link("Sign in to buy").click();
        signsIn(name);
        assertThat(page).hasURL(Pattern.compile(".*/sales/" + sale));
    }

    /// Fills in the page that asks for a name.
    void signsIn(String name) {
        page.getByLabel("Your name").fill(name);
        button("Sign in").click();
        assertThat(page.getByTitle("Signed in as " + name)).isVisible();
        page.waitForLoadState(); // the scripts run: a press is theirs from here on
    }

    void buys() {
        button("Buy").click();
    }

    /// Types what the picture says.
    void reads(String text) {
        page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Letters and digits"))
                .fill(text);
    }

    /// The sale page's answer to a purchase.
    Locator answer() {
        return page.locator("#result");
    }

    /// The number of the order that the page shows, once it shows one.
    String orderNumber() {
        Locator number = factOf("Order number");
        assertThat(number).hasText(ORDER_NUMBER);
        return number.innerText();
    }

    /// What stands beside a term, such as `Time to pay`.
    Locator factOf(String term) {
        return page.locator("dt:text-is('" + term + "') + dd");
    }

    /// The state of the sale or the order that the page is about.
    Locator badge() {
        return page.locator(".badge");
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator link(String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator heading(String name) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /// How wide the content is; more than the window means that it scrolls sideways.
    int widthOfThePage() {
        return (int) page.evaluate("document.documentElement.scrollWidth");
    }

    /// Keeps a picture of what this person sees, for people who change the pages.
    void photographs(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    @Override
    public void close() {
        context.close();
    }
}
