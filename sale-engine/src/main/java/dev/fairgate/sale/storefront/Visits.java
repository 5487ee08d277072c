package dev.fairgate.sale.storefront;

import dev.fairgate.sale.admission.Browsers;
import dev.fairgate.sale.sale.SaleId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.web.reactive.function.server.ServerRequest;

/// The Idempotency-Key of a form, made before it is first sent.
///
/// It follows from a cookie that lives until the buyer has seen an order. So the form has the same
/// key after a reload, after Back and in a second tab, whether or not an answer got lost, and the
/// purchase after an order that was seen has another. The cookie says nothing about anybody.
final class Visits {

    private static final String COOKIE = "fairgate_visit";
    private static final Pattern VISIT = Pattern.compile("[0-9a-f-]{36}");

    private Visits() {}

    /// The visit of this browser, or a new one.
    static String of(ServerRequest request) {
        HttpCookie cookie = request.cookies().getFirst(COOKIE);
        return cookie != null && VISIT.matcher(cookie.getValue()).matches()
                ? cookie.getValue()
                : UUID.randomUUID().toString();
    }

    static String key(String visit, SaleId sale) {
        String text = visit + ' ' + sale.value();
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    static ResponseCookie cookie(ServerRequest request, String visit) {
        return ResponseCookie.from(COOKIE, visit)
                .httpOnly(true)
                .secure(!Browsers.isPlainLoopback(request))
                .sameSite("Lax")
                .path("/")
                .build();
    }

    /// For whoever has seen an order: the next purchase is another one.
    static ResponseCookie over(ServerRequest request) {
        return cookie(request, UUID.randomUUID().toString());
    }
}
