package dev.fairgate.sale.storefront;

import dev.fairgate.sale.admission.Account;
import dev.fairgate.sale.admission.Browsers;
import dev.fairgate.sale.admission.Devices;
import dev.fairgate.sale.admission.Sessions;
import dev.fairgate.sale.web.Problem;
import dev.fairgate.sale.web.Refusal;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// What all pages have in common: who is signed in, the form token, the device cookie, and refusals
/// shown as a page.
@Component
final class Pages {

    private static final String ROUTE_HOME = "/";

    private final Sessions sessions;
    private final Devices devices;

    Pages(Sessions sessions, Devices devices) {
        this.sessions = sessions;
        this.devices = devices;
    }

    /// Who is signed in.
    Optional<Account> account(ServerRequest request) {
        return sessions.find(request);
    }

    /// A page with the values it needs beyond the common ones.
    Mono<ServerResponse> render(
            ServerRequest request, int status, String template, Map<String, Object> values) {
        Map<String, Object> model = new HashMap<>(common(request));
        model.putAll(values);
        ServerResponse.BodyBuilder page =
                ServerResponse.status(status)
                        .contentType(MediaType.TEXT_HTML)
                        .header(HttpHeaders.CACHE_CONTROL, "private, no-store");
        if (devices.find(request).isEmpty()) {
            page.cookie(devices.create(request));
        }
        return page.render(template, model);
    }

    /// A refusal as a page.
    Mono<ServerResponse> message(ServerRequest request, Problem problem) {
        return render(
                request,
                problem.status(),
                "message",
                Map.of(
                        "status", problem.status(),
                        "title", problem.title(),
                        "detail", problem.detail()));
    }

    /// The page for somebody who is signed in; others are sent to sign in and come back.
    Mono<ServerResponse> signedIn(
            ServerRequest request, Function<Account, Mono<ServerResponse>> page) {
        return Mono.defer(
                        () ->
                                account(request)
                                        .map(page)
                                        .orElseGet(
                                                () -> seeOther("/login?return=" + request.path())))
                .onErrorResume(Refusal.class, e -> message(request, e.problem()));
    }

    /// A form of one of our pages, by somebody who is signed in.
    Mono<ServerResponse> form(
            ServerRequest request,
            Function<MultiValueMap<String, String>, Function<Account, Mono<ServerResponse>>>
                    handler) {
        return ownForm(request)
                .flatMap(
                        form ->
                                account(request)
                                        .map(handler.apply(form))
                                        .orElseGet(() -> seeOther("/login")))
                .onErrorResume(Refusal.class, e -> message(request, e.problem()));
    }

    /// The fields of a form that one of our pages sent. Errors with [Refusal] 403 otherwise.
    Mono<MultiValueMap<String, String>> ownForm(ServerRequest request) {
        boolean foreign =
                request.headers().firstHeader(HttpHeaders.ORIGIN) != null
                        && !Browsers.isSameOrigin(request);
        return request.formData()
                .onErrorMap(IllegalArgumentException.class, e -> unreadable(400))
                .onErrorMap(DataBufferLimitException.class, e -> unreadable(413))
                .filter(form -> !foreign && sessions.isOwnForm(request, first(form, "csrf")))
                .switchIfEmpty(
                        Mono.error(
                                () ->
                                        new Refusal(
                                                new Problem(
                                                        "forbidden",
                                                        403,
                                                        "This form is too old",
                                                        "Go back, reload the page and try"
                                                                + " again."))));
    }

    private static Refusal unreadable(int status) {
        return new Refusal(
                new Problem(
                        status == 413 ? "content-too-large" : "invalid-request",
                        status,
                        "This form cannot be read",
                        "Go back, reload the page and try again."));
    }

    /// The first value of a form field, or nothing at all.
    static String first(MultiValueMap<String, String> form, String name) {
        String value = form.getFirst(name);
        return value == null ? "" : value;
    }

    /// To another page of ours.
    static Mono<ServerResponse> seeOther(String path) {
        return ServerResponse.seeOther(URI.create(path)).build();
    }

    /// A path of this shop, or its front page when the text is anything else.
    static String ownPath(String path) {
        return path.matches("/[A-Za-z0-9_.-][A-Za-z0-9_./-]{0,200}") ? path : ROUTE_HOME;
    }

    private Map<String, Object> common(ServerRequest request) {
        Map<String, Object> common = new HashMap<>();
        common.put("signedIn", account(request).isPresent());
        common.put("accountName", account(request).map(Account::id).orElse(""));
        common.put("csrf", sessions.csrf(request));
        common.put("returnPath", ownPath(request.path()));
        return common;
    }
}
