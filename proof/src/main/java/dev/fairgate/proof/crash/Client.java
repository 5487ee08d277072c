package dev.fairgate.proof.crash;

import dev.fairgate.proof.history.Answer;
import dev.fairgate.proof.history.Request;
import dev.fairgate.proof.history.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/// One account's careful client: what it does not hear it asks again, at any node, until it is
/// told or its patience ends. Whatever it does is recorded.
final class Client {

    private final Shop shop;
    private final Recorder recorder;
    private final String sale;
    private final String account;
    private final String token;
    private final RandomGenerator random;

    Client(
            Shop shop,
            Recorder recorder,
            String sale,
            String account,
            String token,
            RandomGenerator random) {
        this.shop = shop;
        this.recorder = recorder;
        this.sale = sale;
        this.account = account;
        this.token = token;
        this.random = random;
    }

    Answer buy(String key, int quantity, Duration patience) {
        String path = "/api/v1/sales/" + sale + "/orders";
        Map<String, String> headers = Map.of("Idempotency-Key", key, "X-Forwarded-For", address());
        String body = "{\"quantity\":" + quantity + "}";
        return ask(
                new Request.Buy(key, quantity),
                patience,
                node -> bought(node, shop.post(node, path, token, body, headers)));
    }

    Answer pay(String order, Duration patience) {
        String path = "/api/v1/orders/" + order + "/payment";
        return ask(
                new Request.Pay(order, ""),
                patience,
                node -> order(shop.post(node, path, token, "", Map.of())));
    }

    Answer cancel(String order, Duration patience) {
        return ask(
                new Request.Cancel(order),
                patience,
                node -> order(shop.delete(node, "/api/v1/orders/" + order, token)));
    }

    Answer look(Duration patience) {
        return ask(
                new Request.Look(),
                patience,
                node -> orders(shop.get(node, "/api/v1/orders", token)));
    }

    Answer stock(Duration patience) {
        return ask(
                new Request.Stock(),
                patience,
                node -> left(shop.get(node, "/api/v1/sales/" + sale, "")));
    }

    /// One try at a node: a definite answer, or nothing.
    @FunctionalInterface
    private interface Try {
        Optional<Answer> at(int node) throws IOException, Silence;
    }

    private Answer ask(Request request, Duration patience, Try call) {
        long begin = recorder.now();
        boolean silence = false;
        Answer answer = new Answer.Unknown();
        while (recorder.now() - begin < patience.toNanos()) {
            int node = random.nextInt(shop.nodes());
            long sent = recorder.now();
            Optional<Answer> said = Optional.empty();
            try {
                said = call.at(node);
            } catch (Silence | IOException _) {
                silence = true; // the node is dead or does not know, or the reply got lost
            }
            if (said.isPresent()) {
                recorder.served(node, sent, request, said.get());
                answer = said.get();
                break;
            }
            LockSupport.parkNanos(Duration.ofMillis(random.nextInt(30, 150)).toNanos());
        }
        if (silence && request instanceof Request.Buy && answer instanceof Answer.Refused) {
            answer = new Answer.Unknown(); // this try is refused; what became of that one?
        }
        recorder.operation(account, request, begin, answer);
        return answer;
    }

    /// The node says itself that it does not know.
    private static final class Silence extends Exception {}

    /// An address of one's own, so that nobody is suspected for his neighbours.
    private String address() {
        int hash = account.hashCode();
        return "100.%d.%d.%d"
                .formatted(64 + (hash >>> 16 & 63), hash >>> 8 & 255, 1 + (hash & 127));
    }

    private Optional<Answer> bought(int node, Shop.Reply reply) throws IOException, Silence {
        if (!reply.problem().equals("outcome-unknown")) {
            return order(reply);
        }
        String where = reply.location().orElseThrow(Silence::new);
        return Optional.of(
                order(shop.get(node, where, token))
                        .filter(Answer.Order.class::isInstance)
                        .orElseThrow(Silence::new));
    }

    /// An order, a refusal that stands, or nothing: then it may be asked again.
    private static Optional<Answer> order(Shop.Reply reply) {
        boolean again =
                reply.status() >= 500
                        || reply.status() == 429
                        || reply.problem().equals("request-in-flight");
        if (again) {
            return Optional.empty();
        }
        return Optional.of(
                reply.status() < 300 ? order(reply.body()) : new Answer.Refused(reply.problem()));
    }

    private static Answer.Order order(JsonNode body) {
        return new Answer.Order(
                body.path("id").asString(),
                body.path("quantity").asInt(),
                Status.valueOf(body.path("status").asString().toUpperCase(Locale.ROOT)));
    }

    private static Optional<Answer> orders(Shop.Reply reply) {
        if (reply.status() != 200) {
            return Optional.empty();
        }
        List<Answer.Order> orders = new ArrayList<>();
        reply.body().path("items").forEach(it -> orders.add(order(it)));
        return Optional.of(new Answer.Orders(orders));
    }

    private static Optional<Answer> left(Shop.Reply reply) {
        return reply.status() == 200 && !reply.isOld()
                ? Optional.of(new Answer.Left(reply.body().path("available").asLong()))
                : Optional.empty();
    }
}
