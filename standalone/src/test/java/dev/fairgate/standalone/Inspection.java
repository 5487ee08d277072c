package dev.fairgate.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import java.util.function.UnaryOperator;

/// What is asked of every page in every state: nothing that axe-core holds against it, by day and
/// by night, wide and narrow, and nothing that has to be scrolled sideways.
final class Inspection {

    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    /// What depends on colours and sizes, and not on the markup.
    private static final List<String> BY_LOOKS = List.of("color-contrast", "target-size");

    private static final int DESK = 1440;
    private static final int PHONE = 390;

    /// 1280 px at 200 %, and at 400 %, which WCAG calls reflow.
    private static final List<Integer> ZOOMED = List.of(640, 320);

    private static final boolean KEPT = System.getProperty("fairgate.screenshots") != null;

    private Inspection() {}

    static void of(Visitor visitor, String state) {
        Page page = visitor.page();
        look(visitor, state, DESK, ColorScheme.LIGHT, axe -> axe.withTags(RULES));
        look(visitor, state, PHONE, ColorScheme.DARK, axe -> axe.withRules(BY_LOOKS));
        if (KEPT) {
            keep(visitor, state, DESK, ColorScheme.DARK);
            keep(visitor, state, PHONE, ColorScheme.LIGHT);
        }
        for (int width : ZOOMED) {
            page.setViewportSize(width, 600);
            assertThat(visitor.widthOfThePage()).as(state + " at " + width).isEqualTo(width);
        }
        set(page, DESK, ColorScheme.LIGHT);
    }

    private static void look(
            Visitor visitor,
            String state,
            int width,
            ColorScheme scheme,
            UnaryOperator<AxeBuilder> rules) {
        set(visitor.page(), width, scheme);
        assertThat(visitor.widthOfThePage()).as(state + " at " + width).isEqualTo(width);
        List<Rule> violations =
                rules.apply(new AxeBuilder(visitor.page()).setLegacyMode(true))
                        .analyze()
                        .getViolations();
        assertThat(violations.stream().map(Inspection::describe))
                .as(state + " " + width + " " + scheme)
                .isEmpty();
        if (KEPT) {
            keep(visitor, state, width, scheme);
        }
    }

    private static void keep(Visitor visitor, String state, int width, ColorScheme scheme) {
        set(visitor.page(), width, scheme);
        visitor.photographs(state + "-" + width + (scheme == ColorScheme.DARK ? "-dark" : ""));
    }

    private static void set(Page page, int width, ColorScheme scheme) {
        page.emulateMedia(
                new Page.EmulateMediaOptions()
                        .setColorScheme(scheme)
                        .setReducedMotion(ReducedMotion.REDUCE));
        page.setViewportSize(width, 900);
    }

    private static String describe(Rule rule) {
        return rule.getId()
                + ": "
                + rule.getHelp()
                + rule.getNodes().stream().map(node -> "\n  " + node.getHtml()).toList();
    }
}
