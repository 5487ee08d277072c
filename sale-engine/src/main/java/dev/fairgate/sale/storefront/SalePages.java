package dev.fairgate.sale.storefront;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.fairgate.sale.admission.Account;
import dev.fairgate.sale.admission.Callers;
import dev.fairgate.sale.ledger.LedgerClock;
import dev.fairgate.sale.order.PurchaseAnswer;
import dev.fairgate.sale.order.PurchaseCall;
import dev.fairgate.sale.order.PurchaseRequest;
import dev.fairgate.sale.order.Purchases;
import dev.fairgate.sale.risk.ChallengeClient;
import dev.fairgate.sale.risk.Question.ChallengeResponse;
import dev.fairgate.sale.sale.Sale;
import dev.fairgate.sale.sale.SaleBoard;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.sale.SaleStatus;
import dev.fairgate.sale.stock.IdempotencyKey;
import dev.fairgate.sale.web.Problem;
import dev.fairgate.sale.web.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// The list of sales, one sale, and buying without JavaScript.
@Configuration(proxyBeanMethods = false)
class SalePages {

    private final Pages pages;
    private final SaleBoard board;
    private final LedgerClock clock;
    private final Callers callers;
    private final Purchases purchases;
    private final ChallengeClient challenges;
    private final StorefrontSettings settings;

    SalePages(
            Pages pages,
            SaleBoard board,
            LedgerClock clock,
            Callers callers,
            Purchases purchases,
            ChallengeClient challenges,
            StorefrontSettings settings) {
        this.pages = pages;
        this.board = board;
        this.clock = clock;
        this.callers = callers;
        this.purchases = purchases;
        this.challenges = challenges;
        this.settings = settings;
    }

    @Bean
    RouterFunction<ServerResponse> salePageRoutes() {
        return RouterFunctions.route()
                .GET("/", this::list)
                .GET("/sales/{saleId}", this::show)
                .POST("/sales/{saleId}/orders", this::buy)
                .build();
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        List<Map<String, Object>> sales =
                board.all().stream()
                        .filter(sale -> !settings.unlisted().contains(sale.id().value()))
                        .map(this::tile)
                        .toList();
        return pages.render(request, 200, "index", Map.of("sales", sales));
    }

    private Mono<ServerResponse> show(ServerRequest request) {
        return sale(request)
                .map(sale -> show(request, sale, 200, Map.of()))
                .orElseGet(() -> notFound(request));
    }

    private Mono<ServerResponse> buy(ServerRequest request) {
        Sale sale = sale(request).orElse(null);
        if (sale == null) {
            return notFound(request);
        }
        Function<MultiValueMap<String, String>, Function<Account, Mono<ServerResponse>>> handler =
                form -> account -> buy(request, sale, form, account);
        return pages.form(request, handler);
    }

    private Mono<ServerResponse> buy(
            ServerRequest request, Sale sale, MultiValueMap<String, String> form, Account account) {
        PurchaseCall call =
                new PurchaseCall(
                        sale.id(),
                        account,
                        new PurchaseRequest(quantity(form), null, response(form)),
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
                    show(
                            request,
                            it.now(),
                            409,
                            notice(
                                    "The sale has changed",
                                    "Please look at the new terms and press Buy again."));
            case PurchaseAnswer.TooLate it ->
                    show(
                            request,
                            sale,
                            503,
                            notice("Very busy right now", "Nothing was sold; try again."));
        };
    }

    /// A refusal on the sale's own page; a challenge as a picture, because without JavaScript there
    /// is no proof of work.
    private Mono<ServerResponse> refused(
            ServerRequest request, Sale sale, PurchaseCall call, Problem problem) {
        if (!(problem.members().get("challenge") instanceof Map<?, ?> challenge)) {
            return show(request, sale, problem.status(), Map.of("notice", Notice.of(problem)));
        }
        String id = String.valueOf(challenge.get("id"));
        Mono<String> picture =
                "image".equals(challenge.get("kind"))
                        ? Mono.just(id)
                        : challenges.pictureInstead(id, call.account().id());
        boolean wrong = call.request().challenge() != null;
        return picture.map(next -> picture(next, wrong))
                .defaultIfEmpty(
                        notice(
                                "Please turn JavaScript on",
                                "No picture can be shown right now; with JavaScript your browser"
                                        + " does this step by itself."))
                .flatMap(shown -> show(request, sale, problem.status(), shown));
    }

    private static Map<String, Object> picture(String challengeId, boolean afterWrong) {
        String url = "/api/v1/challenges/" + challengeId + "/image";
        Map<String, Object> values = new HashMap<>();
        values.put("pictureChallenge", Map.of("challengeId", challengeId, "url", url));
        if (afterWrong) {
            values.putAll(
                    notice(
                            "That was not quite it",
                            "Or it came a little late. Here is a new picture."));
        }
        return values;
    }

    private static Map<String, Object> notice(String title, String detail) {
        return Map.of("notice", Notice.of(title, detail));
    }

    private Mono<ServerResponse> show(
            ServerRequest request, Sale sale, int status, Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(tile(sale));
        Instant now = clock.instant();
        boolean opens = sale.status(now) == SaleStatus.UPCOMING;
        Instant next = opens ? sale.terms().opensAt() : sale.terms().closesAt();
        int limit = sale.terms().perAccountLimit();
        values.put("description", sale.terms().description());
        values.put("allocation", sale.terms().allocation());
        values.put("opensAtMs", sale.terms().opensAt().toEpochMilli());
        values.put("closesAtMs", sale.terms().closesAt().toEpochMilli());
        values.put("serverTimeMs", now.toEpochMilli());
        values.put("timeLabel", opens ? "Opens in" : "Ends in");
        values.put("timeText", Texts.span(Duration.between(now, next)));
        values.put("idempotencyKey", UlidCreator.getUlid().toString());
        values.put("chooseQuantity", limit > 1);
        values.put("quantities", IntStream.rangeClosed(1, limit).boxed().toList());
        values.put("limitText", Texts.limit(sale));
        values.put("holdText", Texts.span(sale.terms().hold()));
        values.put("notice", false);
        values.put("pictureChallenge", false);
        values.putAll(more);
        return pages.render(request, status, "sale", values);
    }

    private Map<String, Object> tile(Sale sale) {
        SaleStatus status = sale.status(clock.instant());
        return Map.of(
                "id", sale.id().value(),
                "title", sale.terms().title(),
                "imageUrl", sale.terms().imageUrl(),
                "priceText", Texts.price(sale.terms().price()),
                "status", status.wireName(),
                "statusText", Texts.of(status),
                "available", sale.stock().available());
    }

    private Optional<Sale> sale(ServerRequest request) {
        return SaleId.parse(request.pathVariable("saleId")).flatMap(board::find);
    }

    private Mono<ServerResponse> notFound(ServerRequest request) {
        return pages.message(
                request,
                new Problem(
                        "sale-not-found", 404, "No such sale", "Check the address of the sale."));
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
