package dev.fairgate.sale.storefront;

import dev.fairgate.sale.admission.Account;
import dev.fairgate.sale.risk.AppealClient;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// An appeal without JavaScript, as a form of the page that refused.
@Configuration(proxyBeanMethods = false)
class AppealPages {

    private static final int AWAY = 503;

    private final Pages pages;
    private final AppealClient appeals;

    AppealPages(Pages pages, AppealClient appeals) {
        this.pages = pages;
        this.appeals = appeals;
    }

    @Bean
    RouterFunction<ServerResponse> appealPageRoutes() {
        return RouterFunctions.route()
                .POST(
                        "/appeals",
                        request ->
                                pages.form(
                                        request, form -> account -> make(request, form, account)))
                .build();
    }

    private Mono<ServerResponse> make(
            ServerRequest request, MultiValueMap<String, String> form, Account account) {
        String decision = Pages.first(form, "decisionId");
        String message = Pages.first(form, "message");
        return appeals.make(account.id(), decision, message)
                .map(answer -> answer.getStatusCode().value())
                .onErrorReturn(AWAY) // nothing was sent as far as we know; a repeat is safe
                .flatMap(status -> answer(request, status));
    }

    private Mono<ServerResponse> answer(ServerRequest request, int status) {
        Texts texts = pages.texts(request);
        boolean sent = status < 300;
        String detail =
                switch (status) {
                    case 200, 202 -> "appeal-sent";
                    case 400, 404 -> "appeal-refused";
                    case 429 -> "appeal-too-many";
                    default -> "appeal-away";
                };
        return pages.message(
                request,
                sent ? 200 : status < 500 ? status : AWAY,
                Map.of(
                        "title", texts.say(sent ? "appeal-sent-title" : "appeal-away-title"),
                        "detail", texts.say(detail)));
    }
}
