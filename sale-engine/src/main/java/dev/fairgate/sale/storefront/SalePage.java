package dev.fairgate.sale.storefront;

import dev.fairgate.sale.ledger.LedgerClock;
import dev.fairgate.sale.sale.Sale;
import dev.fairgate.sale.sale.SaleStatus;
import dev.fairgate.sale.sale.SaleTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// The page of one sale as it is at this moment.
@Component
final class SalePage {

    private final Pages pages;
    private final LedgerClock clock;

    SalePage(Pages pages, LedgerClock clock) {
        this.pages = pages;
        this.clock = clock;
    }

    /// The page, with what just happened: `notice`, `pictureChallenge`.
    Mono<ServerResponse> show(
            ServerRequest request, Sale sale, int status, Map<String, Object> more) {
        Texts texts = pages.texts(request);
        String visit = Visits.of(request);
        Map<String, Object> values = new HashMap<>(tile(texts, sale));
        values.putAll(time(texts, sale));
        values.putAll(terms(texts, sale));
        values.put("idempotencyKey", Visits.key(visit, sale.id()));
        values.put("appealHelp", Notice.appealHelp(texts, ""));
        values.put("decisionId", "");
        values.put("notice", false);
        values.put("pictureChallenge", false);
        values.put("pagePath", "/sales/" + sale.id().value());
        values.putAll(more);
        return pages.render(request, status, "sale", values, Visits.cookie(request, visit));
    }

    /// What the list of sales and the sale's own page both show.
    Map<String, Object> tile(Texts texts, Sale sale) {
        SaleStatus status = sale.status(clock.instant());
        Map<String, Object> tile = new HashMap<>();
        tile.put("id", sale.id().value());
        tile.put("title", sale.terms().title());
        tile.put("imageUrl", sale.terms().imageUrl());
        tile.put("priceText", texts.price(sale.terms().price()));
        tile.put("status", status.wireName());
        tile.put("statusText", texts.of(status));
        tile.put("available", sale.stock().available());
        tile.put("leftText", texts.say("left", Map.of("count", sale.stock().available())));
        tile.put("upcoming", status == SaleStatus.UPCOMING);
        tile.put("opensAt", sale.terms().opensAt());
        tile.put("opensAtText", texts.moment(sale.terms().opensAt()));
        return tile;
    }

    private Map<String, Object> time(Texts texts, Sale sale) {
        Instant now = clock.instant();
        SaleTerms terms = sale.terms();
        SaleStatus status = sale.status(now);
        boolean opens = status == SaleStatus.UPCOMING;
        Instant next = opens ? terms.opensAt() : terms.closesAt();
        boolean over = status == SaleStatus.CLOSED;
        Map<String, Object> time = new HashMap<>();
        time.put("opensAtMs", terms.opensAt().toEpochMilli());
        time.put("closesAtMs", terms.closesAt().toEpochMilli());
        time.put("serverTimeMs", now.toEpochMilli());
        time.put("timeLabel", texts.say(over ? "ended" : opens ? "opens-in" : "ends-in"));
        time.put("timeText", over ? texts.moment(next) : texts.span(Duration.between(now, next)));
        time.put("moment", next);
        time.put("momentText", texts.moment(next));
        return time;
    }

    private Map<String, Object> terms(Texts texts, Sale sale) {
        int limit = sale.terms().perAccountLimit();
        long allocation = sale.terms().allocation();
        SaleStatus status = sale.status(clock.instant());
        Map<String, Object> values = new HashMap<>();
        values.put("description", sale.terms().description());
        values.put("allocation", allocation);
        values.put("ofAllocation", texts.say("of-allocation", Map.of("count", allocation)));
        values.put("stockText", stockText(texts, sale));
        values.put("chooseQuantity", limit > 1);
        values.put("quantities", IntStream.rangeClosed(1, limit).boxed().toList());
        values.put("limitText", texts.counted("limit", limit));
        values.put("holdText", holdText(texts, sale));
        values.put("closed", status == SaleStatus.CLOSED);
        values.put(
                "stateText",
                status == SaleStatus.OPEN ? "" : texts.say("state-" + status.wireName()));
        return values;
    }

    private static String stockText(Texts texts, Sale sale) {
        return texts.say(
                "stock",
                Map.of(
                        "available", sale.stock().available(),
                        "allocation", sale.terms().allocation()));
    }

    private static String holdText(Texts texts, Sale sale) {
        return texts.say("time-to-pay-terms", Map.of("time", texts.span(sale.terms().hold())));
    }
}
