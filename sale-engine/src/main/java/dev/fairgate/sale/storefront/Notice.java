package dev.fairgate.sale.storefront;

import dev.fairgate.sale.web.Problem;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// The values of `notice.mustache`: a card on a page that says what happened, and what to do.
final class Notice {

    private Notice() {}

    static Map<String, Object> of(String title, String detail) {
        return of(title, detail, false);
    }

    /// A refusal in words, and the order that it names.
    static Map<String, Object> of(Problem problem) {
        return of(problem.title(), problem.detail(), orderLink(problem));
    }

    /// The way to where the buyer pays.
    static Map<String, Object> goOn(URI at) {
        return Map.of(
                "tone",
                "good",
                "title",
                "One more step",
                "detail",
                "The order is yours as soon as it is paid.",
                "link",
                Map.of("href", at.toString(), "text", "Go on to the payment"));
    }

    private static Map<String, Object> of(String title, String detail, Object link) {
        return Map.of("tone", "refused", "title", title, "detail", detail, "link", link);
    }

    private static Object orderLink(Problem problem) {
        return problem.members().get("orderIds") instanceof List<?> ids && !ids.isEmpty()
                ? Map.of("href", "/orders/" + ids.getFirst(), "text", "Order " + ids.getFirst())
                : false;
    }
}
