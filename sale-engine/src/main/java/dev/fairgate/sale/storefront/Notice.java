package dev.fairgate.sale.storefront;

import dev.fairgate.sale.web.Problem;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;

/// The values of `notice.mustache`: a card on a page that says what happened, and what to do next.
/// It never says what caught the buyer.
final class Notice {

    private Notice() {}

    /// A card with the texts `<key>-title` and `<key>-detail`.
    static Map<String, Object> of(Texts texts, String key) {
        return card("wait", texts.say(key + "-title"), texts.say(key + "-detail"));
    }

    /// A refusal in the buyer's words, with the way on: an order, an appeal, the other sales.
    static Map<String, Object> of(Texts texts, Problem problem) {
        String key = "refused-" + known(texts, problem.slug());
        Map<String, Object> notice =
                card(
                        tone(problem.slug()),
                        texts.say(key + "-title"),
                        texts.say(key + "-detail", Map.of("after", after(texts, problem))));
        notice.put("link", link(texts, problem));
        notice.put("appeal", appeal(texts, problem));
        return notice;
    }

    /// The way to where the buyer pays.
    static Map<String, Object> goOn(Texts texts, URI at) {
        Map<String, Object> notice = of(texts, "pay-on");
        notice.put("tone", "good");
        notice.put("link", link(at.toString(), texts.say("pay-on-link")));
        return notice;
    }

    private static Map<String, Object> card(String tone, String title, String detail) {
        Map<String, Object> card = new HashMap<>();
        card.put("tone", tone);
        card.put("title", title);
        card.put("detail", detail);
        card.put("link", false);
        card.put("appeal", false);
        return card;
    }

    /// The problem as the texts know it.
    private static String known(Texts texts, String slug) {
        String same =
                switch (slug) {
                    case "risk-unavailable", "ledger-unavailable" -> "overloaded";
                    default -> slug;
                };
        return texts.has("refused-" + same + "-title") ? same : "other";
    }

    private static String tone(String slug) {
        return switch (slug) {
            case "limit-reached" -> "good";
            case "blocked", "not-eligible", "sale-closed", "sale-not-found" -> "stop";
            default -> "wait";
        };
    }

    private static String after(Texts texts, Problem problem) {
        String seconds = problem.headers().getOrDefault(HttpHeaders.RETRY_AFTER, "");
        if (!seconds.matches("\\d{1,6}")) {
            return texts.say("a-moment");
        }
        long count = Long.parseLong(seconds);
        return count < 120
                ? texts.counted("seconds", count)
                : texts.counted("minutes", Math.ceilDiv(count, 60L));
    }

    private static Object link(Texts texts, Problem problem) {
        if (problem.members().get("orderIds") instanceof List<?> ids && !ids.isEmpty()) {
            String order = String.valueOf(ids.getFirst());
            return link("/orders/" + order, texts.say("link-order-number", Map.of("order", order)));
        }
        return switch (problem.slug()) {
            case "not-eligible", "sale-closed", "sale-not-found" ->
                    link("/", texts.say("link-sales"));
            case "request-in-flight", "idempotency-key-reused", "limit-reached" ->
                    link("/orders", texts.say("link-orders"));
            default -> false;
        };
    }

    private static Map<String, Object> link(String href, String text) {
        return Map.of("href", href, "text", text);
    }

    private static Object appeal(Texts texts, Problem problem) {
        return problem.slug().equals("blocked")
                        && problem.members().get("decisionId") instanceof String decision
                ? Map.of("decisionId", decision, "appealHelp", appealHelp(texts, decision))
                : false;
    }

    static String appealHelp(Texts texts, String decision) {
        return texts.say("appeal-help", Map.of("decision", decision));
    }
}
