package dev.fairgate.benchmarks.arena.crowd;

import dev.fairgate.benchmarks.arena.shop.Reply;
import dev.fairgate.benchmarks.arena.shop.Storefront;
import dev.fairgate.benchmarks.arena.shop.Visitor;
import java.util.Optional;

/// One account in front of one sale, person or bot; writes down what it asks and is answered.
final class Customer {

    private final Storefront shop;
    private final String sale;
    private final Visitor visitor;
    private final Sheet sheet;
    private final Book book;
    private final Clock clock;

    Customer(Ground ground, Visitor visitor, Sheet sheet) {
        this.shop = ground.shop();
        this.sale = ground.sale();
        this.book = ground.book();
        this.clock = ground.clock();
        this.visitor = visitor;
        this.sheet = sheet;
    }

    /// What all of one play share.
    record Ground(Storefront shop, String sale, Clock clock, Book book, int holdMs) {}

    /// A challenge and its answer, for the next purchase.
    record Response(String id, String text) {}

    Clock clock() {
        return clock;
    }

    Sheet sheet() {
        return sheet;
    }

    void open(boolean keepsCookies) throws InterruptedException {
        try {
            shop.open(visitor, sale, keepsCookies);
        } catch (java.io.IOException e) {
            // A page that does not load is looked at no further; the purchase will tell.
        }
    }

    void moveTo(String address) {
        visitor.moveTo(address);
    }

    /// Asks for one unit.
    ///
    /// @param telemetry as JSON; empty for none
    /// @param key of idempotency; empty for none
    Reply ask(String telemetry, Optional<Response> response, String key)
            throws InterruptedException {
        sheet.asked();
        Storefront.Answered answered = shop.buy(visitor, sale, body(telemetry, response), key);
        write(answered.reply(), answered.nanos());
        return answered.reply();
    }

    private void write(Reply reply, long nanos) {
        int now = clock.now();
        switch (reply) {
            case Reply.Bought(String order) -> {
                if (!sheet.bought(order, now)) {
                    return; // the same order once more, for a repeated key
                }
            }
            case Reply.Challenged _ -> sheet.markChallenged();
            case Reply.Blocked _, Reply.Throttled _ -> sheet.markRefused();
            case Reply.Unavailable(String why) -> {
                if (why.equals("sold-out")) {
                    sheet.foundItSoldOut();
                }
            }
            case Reply.TooEarly _, Reply.Failed _ -> {}
        }
        book.note(sheet.isPerson(), now, reply, nanos);
    }

    void pay(String order) throws InterruptedException {
        if (shop.pay(visitor, order)) {
            sheet.paid(order, clock.now());
        }
    }

    Optional<String> answer(String challenge) throws InterruptedException {
        return shop.answer(challenge);
    }

    Optional<String> pictureInstead(String challenge) throws InterruptedException {
        return shop.alternative(visitor, challenge, "image");
    }

    private static String body(String telemetry, Optional<Response> response) {
        StringBuilder body = new StringBuilder("{\"quantity\":1");
        if (!telemetry.isEmpty()) {
            body.append(",\"telemetry\":").append(telemetry);
        }
        response.ifPresent(
                it ->
                        body.append(",\"challenge\":{\"id\":\"")
                                .append(it.id())
                                .append("\",\"response\":\"")
                                .append(it.text())
                                .append("\"}"));
        return body.append('}').toString();
    }
}
