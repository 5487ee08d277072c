package dev.fairgate.standalone;

import com.microsoft.playwright.Browser;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The people of one test, each with a browser profile of their own.
final class Visitors {

    static final int PHONE_WIDTH = 360;

    private final Browser browser;
    private final String storefront;
    private final List<Visitor> present = new ArrayList<>();
    private int entered;
    private Pattern forgiven = Pattern.compile("(?!)");

    Visitors(Browser browser, String storefront) {
        this.browser = browser;
        this.storefront = storefront;
    }

    /// A screen of a desk.
    static Browser.NewContextOptions desktop() {
        return new Browser.NewContextOptions().setViewportSize(1280, 900);
    }

    /// A small phone.
    static Browser.NewContextOptions phone() {
        return new Browser.NewContextOptions()
                .setViewportSize(PHONE_WIDTH, 740)
                .setDeviceScaleFactor(2)
                .setIsMobile(true)
                .setHasTouch(true);
    }

    Visitor enter() {
        return enter(desktop());
    }

    Visitor enter(Browser.NewContextOptions options) {
        entered++;
        Visitor visitor = new Visitor(browser, storefront, entered, options);
        present.add(visitor);
        return visitor;
    }

    /// From now on until they leave, browsers may report this: the test itself makes it happen.
    void forgive(String complaint) {
        forgiven = Pattern.compile(complaint);
    }

    /// Sends everybody home; what their browsers found wrong with the pages.
    List<String> leave() {
        List<String> complaints =
                present.stream()
                        .flatMap(visitor -> visitor.complaints().stream())
                        .filter(complaint -> !forgiven.matcher(complaint).matches())
                        .toList();
        forgiven = Pattern.compile("(?!)");
        present.forEach(Visitor::close);
        present.clear();
        return complaints;
    }
}
