package dev.fairgate.sale.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.web.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoticeTest {

    private final Texts texts = Texts.load(Language.EN);

    private Map<String, Object> notice(Problem problem) {
        return Notice.of(texts, problem);
    }

    private static Problem problem(String slug) {
        return new Problem(slug, 409, "From the API", "For developers.");
    }

    @Test
    void aLimitLeadsToTheOrder() {
        Map<String, Object> notice =
                notice(problem("limit-reached").with("orderIds", List.of("demo.X")));
        assertThat(notice.get("link"))
                .isEqualTo(Map.of("href", "/orders/demo.X", "text", "Order demo.X"));
        assertThat(notice.get("appeal")).isEqualTo(false);
    }

    @Test
    void onlyWhoIsBlockedAndKnowsTheDecisionMayAppeal() {
        assertThat(notice(problem("blocked").with("decisionId", "01K")).get("appeal"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("decisionId", "01K");
        assertThat(notice(problem("blocked")).get("appeal")).isEqualTo(false);
        assertThat(notice(problem("too-many-requests").with("decisionId", "01K")).get("appeal"))
                .isEqualTo(false);
    }

    @Test
    void saysHowLongToWait() {
        assertThat(notice(problem("too-many-requests").retryAfterSeconds(7)).get("detail"))
                .isEqualTo("Please wait 7 seconds, then press Buy once.");
        assertThat(notice(problem("sale-not-open").retryAfterSeconds(600)).get("detail"))
                .asString()
                .contains("10 minutes");
        assertThat(notice(problem("too-many-requests")).get("detail"))
                .asString()
                .contains("a moment");
    }

    @Test
    void neverSaysWhatCaughtSomebodyOrWhatIsMeantForDevelopers() {
        for (String slug :
                List.of("blocked", "too-many-requests", "risk-unavailable", "of-a-later-release")) {
            Map<String, Object> notice = notice(problem(slug).with("decisionId", "01K"));
            assertThat(notice.get("title") + " " + notice.get("detail"))
                    .doesNotContainPattern("(?i)\\b(bot|robot|rate|risk|score|device|address)\\b")
                    .doesNotContain("developers", "API");
        }
    }
}
