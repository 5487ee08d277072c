package dev.fairgate.sale.storefront;

import dev.fairgate.sale.admission.Account;
import dev.fairgate.sale.admission.Browsers;
import dev.fairgate.sale.admission.Devices;
import dev.fairgate.sale.admission.Sessions;
import dev.fairgate.sale.web.Problem;
import dev.fairgate.sale.web.Refusal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
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
    private static final MediaType HTML =
            new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final Pattern OWN_PATH =
            Pattern.compile("/(?:[A-Za-z0-9_.-][A-Za-z0-9_./-]{0,200})?");

    private final Sessions sessions;
    private final Devices devices;
    private final Assets assets;
    private final Map<Language, Texts> texts = Texts.all();

    Pages(Sessions sessions, Devices devices, Assets assets) {
        this.sessions = sessions;
        this.devices = devices;
        this.assets = assets;
    }

    /// Who is signed in.
    Optional<Account> account(ServerRequest request) {
        return sessions.find(request);
    }

    /// The texts in the reader's language.
    Texts texts(ServerRequest request) {
        return Objects.requireNonNull(texts.get(Language.of(request)));
    }

    /// A page with the values it needs beyond the common ones.
    Mono<ServerResponse> render(
            ServerRequest request,
            int status,
            String template,
            Map<String, Object> values,
            ResponseCookie... cookies) {
        Map<String, Object> model = new HashMap<>(common(request));
        model.putAll(values);
        ServerResponse.BodyBuilder page =
                ServerResponse.status(status)
                        .contentType(HTML)
                        .header(HttpHeaders.CONTENT_LANGUAGE, Language.of(request).tag())
                        .header(HttpHeaders.VARY, "Accept-Language, Cookie")
                        .header(HttpHeaders.CACHE_CONTROL, "private, no-store");
        if (devices.find(request).isEmpty()) {
            page.cookie(devices.create(request));
        }
        for (ResponseCookie cookie : cookies) {
            page.cookie(cookie);
        }
        return page.render(template, model);
    }

    /// A refusal as a page.
    Mono<ServerResponse> message(ServerRequest request, Problem problem) {
        Map<String, Object> notice = Notice.of(texts(request), problem);
        return message(request, problem.status(), notice);
    }

    /// A page that says one thing.
    Mono<ServerResponse> message(ServerRequest request, int status, Map<String, Object> notice) {
        Map<String, Object> values = new HashMap<>(notice);
        values.put("status", status);
        return render(request, status, "message", values);
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
        return OWN_PATH.matcher(path).matches() ? path : ROUTE_HOME;
    }

    private Map<String, Object> common(ServerRequest request) {
        Texts own = texts(request);
        Optional<Account> account = account(request);
        Map<String, Object> common = new HashMap<>();
        common.put("t", own.byKey());
        common.put("lang", own.language().tag());
        common.put("languages", languages(own.language()));
        common.put("assets", assets.base());
        common.put("signedIn", account.isPresent());
        common.put("accountName", account.map(Account::id).orElse(""));
        common.put("signedInAs", account.map(it -> signedInAs(own, it)).orElse(""));
        common.put("csrf", sessions.csrf(request));
        common.put("returnPath", ownPath(request.path()));
        common.put("pagePath", ownPath(request.path()));
        return common;
    }

    private static String signedInAs(Texts texts, Account account) {
        return texts.say("signed-in-as", Map.of("name", account.id()));
    }

    private List<Map<String, Object>> languages(Language now) {
        return texts.values().stream()
                .map(
                        it ->
                                Map.<String, Object>of(
                                        "tag", it.language().tag(),
                                        "name", it.say("language-name"),
                                        "current", it.language() == now))
                .toList();
    }
}
