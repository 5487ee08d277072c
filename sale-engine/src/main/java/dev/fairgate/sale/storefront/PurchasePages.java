package dev.fairgate.sale.storefront;

import dev.fairgate.sale.admission.Account;
import dev.fairgate.sale.admission.Callers;
import dev.fairgate.sale.order.PurchaseAnswer;
import dev.fairgate.sale.order.PurchaseCall;
import dev.fairgate.sale.order.PurchaseRequest;
import dev.fairgate.sale.order.Purchases;
import dev.fairgate.sale.risk.ChallengeClient;
import dev.fairgate.sale.risk.Question.ChallengeResponse;
import dev.fairgate.sale.sale.Sale;
import dev.fairgate.sale.sale.SaleBoard;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.stock.IdempotencyKey;
import dev.fairgate.sale.web.Problem;
import dev.fairgate.sale.web.Refusal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// Buying without JavaScript: a form, and a picture where the shop asks for proof.
@Configuration(proxyBeanMethods = false)
class PurchasePages {

    private static final Problem NO_SALE =
            new Problem("sale-not-found", 404, "No such sale", "Check the address of the sale.");

    private final Pages pages;
    private final SalePage page;
    private final SaleBoard board;
    private final Callers callers;
    private final Purchases purchases;
    private final ChallengeClient challenges;

    PurchasePages(
            Pages pages,
            SalePage page,
            SaleBoard board,
            Callers callers,
            Purchases purchases,
            ChallengeClient challenges) {
        this.pages = pages;
        this.page = page;
        this.board = board;
        this.callers = callers;
        this.purchases = purchases;
        this.challenges = challenges;
    }

    @Bean
    RouterFunction<ServerResponse> purchasePageRoutes() {
        return RouterFunctions.route().POST("/sales/{saleId}/orders", this::buy).build();
    }

    private Mono<ServerResponse> buy(ServerRequest request) {
        Sale sale = SaleId.parse(request.pathVariable("saleId")).flatMap(board::find).orElse(null);
        if (sale == null) {
            return pages.message(request, NO_SALE);
        }
        Function<MultiValueMap<String, String>, Function<Account, Mono<ServerResponse>>> handler =
                form -> account -> buy(request, sale, form, account);
        return pages.form(request, handler);
    }

    private Mono<ServerResponse> buy(
            ServerRequest request, Sale sale, MultiValueMap<String, String> form, Account account) {
        ChallengeResponse response = response(form);
        if (response != null && form.containsKey("anotherPicture")) {
            return picture(request, response.id(), account)
                    .flatMap(shown -> page.show(request, sale, 200, shown));
        }
        PurchaseCall call =
                new PurchaseCall(
                        sale.id(),
                        account,
                        new PurchaseRequest(quantity(form), null, response),
                        key(form),
                        callers.connection(request));
        return purchases
                .buy(call)
                .flatMap(answer -> answer(request, sale, call, answer))
                .onErrorResume(Refusal.class, e -> refused(request, sale, call, e.problem()));
    }

    private Mono<ServerResponse> answer(
            ServerRequest request, Sale sale, PurchaseCall call, PurchaseAnswer answer) {
        return switch (answer) {
            case PurchaseAnswer.Bought it -> Pages.seeOther("/orders/" + it.order().id());
            case PurchaseAnswer.Unknown it -> Pages.seeOther("/orders/" + it.order());
            case PurchaseAnswer.Refused it -> refused(request, sale, call, it.problem());
            case PurchaseAnswer.Changed it ->
                    page.show(request, it.now(), 409, notice(request, "refused-sale-changed"));
            case PurchaseAnswer.TooLate it ->
                    page.show(request, sale, 503, notice(request, "refused-overloaded"));
        };
    }

    /// A refusal on the sale's own page; a challenge as a picture, because without JavaScript there
    /// is no proof of work.
    private Mono<ServerResponse> refused(
            ServerRequest request, Sale sale, PurchaseCall call, Problem problem) {
        if (!(problem.members().get("challenge") instanceof Map<?, ?> challenge)) {
            Map<String, Object> notice = Notice.of(pages.texts(request), problem);
            return page.show(request, sale, problem.status(), Map.of("notice", notice));
        }
        String id = String.valueOf(challenge.get("id"));
        Mono<Map<String, Object>> picture =
                "image".equals(challenge.get("kind"))
                        ? Mono.just(picture(id))
                        : picture(request, id, call.account());
        boolean wrong = call.request().challenge() != null;
        return picture.map(shown -> wrong ? withNotice(request, shown) : shown)
                .flatMap(shown -> page.show(request, sale, problem.status(), shown));
    }

    private Mono<Map<String, Object>> picture(ServerRequest request, String id, Account account) {
        return challenges
                .pictureInstead(id, account.id())
                .map(PurchasePages::picture)
                .switchIfEmpty(Mono.fromSupplier(() -> notice(request, "picture-none")));
    }

    private static Map<String, Object> picture(String challengeId) {
        String url = "/api/v1/challenges/" + challengeId + "/image";
        return Map.of("pictureChallenge", Map.of("challengeId", challengeId, "url", url));
    }

    private Map<String, Object> withNotice(ServerRequest request, Map<String, Object> shown) {
        Map<String, Object> both = new HashMap<>(notice(request, "picture-wrong"));
        both.putAll(shown);
        return both;
    }

    private Map<String, Object> notice(ServerRequest request, String key) {
        return Map.of("notice", Notice.of(pages.texts(request), key));
    }

    private static int quantity(MultiValueMap<String, String> form) {
        String text = Pages.first(form, "quantity");
        if (!text.matches("[1-9]\\d{0,2}")) {
            throw Refusal.invalid("quantity: must be a whole number from 1 to 100.");
        }
        return Integer.parseInt(text);
    }

    private static Optional<IdempotencyKey> key(MultiValueMap<String, String> form) {
        String text = Pages.first(form, "idempotencyKey");
        return text.matches("[0-9A-Za-z-]{1,64}")
                ? Optional.of(new IdempotencyKey(text))
                : Optional.empty();
    }

    private static @Nullable ChallengeResponse response(MultiValueMap<String, String> form) {
        String id = Pages.first(form, "challengeId");
        String response = Pages.first(form, "challengeResponse");
        return id.matches("[A-Za-z0-9._-]{1,64}") && response.length() <= 64
                ? new ChallengeResponse(id, response)
                : null;
    }
}
