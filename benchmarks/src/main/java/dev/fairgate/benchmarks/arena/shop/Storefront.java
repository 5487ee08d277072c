package dev.fairgate.benchmarks.arena.shop;

import dev.fairgate.benchmarks.arena.scenario.CannotPlay;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A Fairgate with the profile `demo`, called over HTTP. Meant for virtual threads: calls block.
public final class Storefront implements AutoCloseable {

    /// Calls under way at a time, for people and for bots; who has no place waits in front of it.
    /// Bots take none of people's places: everybody has a computer of their own.
    private static final int AT_A_TIME = 256;

    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final int SIGN_INS = 4;
    private static final String JSON = "application/json";

    private final URI engine;
    private final URI risk;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .connectTimeout(DEADLINE)
                    .build();
    private final Map<Visitor.Kind, Semaphore> places =
            Map.of(
                    Visitor.Kind.PERSON, new Semaphore(AT_A_TIME),
                    Visitor.Kind.BOT, new Semaphore(AT_A_TIME));

    /// @param engine where the sale engine listens
    /// @param risk where the risk service does
    public Storefront(URI engine, URI risk) {
        this.engine = engine;
        this.risk = risk;
    }

    /// Sees whether anybody is there.
    ///
    /// @throws CannotPlay when not
    public void requireReady() throws InterruptedException {
        try {
            if (send(request(engine, "/readyz").GET()).statusCode() == 200
                    && send(request(risk, "/readyz").GET()).statusCode() == 200) {
                return;
            }
        } catch (IOException e) {
            // the sentence is the same
        }
        throw new CannotPlay(
                "No Fairgate is ready at %s and %s: start one with ./run in another terminal."
                        .formatted(engine, risk));
    }

    /// Makes somebody's account, and signs in.
    public void signIn(Visitor visitor) throws IOException, InterruptedException {
        Semaphore place = placeOf(visitor);
        place.acquire();
        try {
            visitor.signIn(patientToken(visitor));
        } finally {
            place.release();
        }
    }

    /// A kept connection may be ended by the shop just as it is used again.
    private String patientToken(Visitor visitor) throws IOException, InterruptedException {
        for (int left = SIGN_INS; ; left--) {
            try {
                return token(visitor.account(), visitor.registeredAt(), "buyer");
            } catch (IOException e) {
                if (left == 1) {
                    throw e;
                }
            }
        }
    }

    /// A token of an admin.
    public String admin(String id) throws IOException, InterruptedException {
        return token(id, Instant.now().minusSeconds(1), "admin");
    }

    private String token(String id, Instant registeredAt, String role)
            throws IOException, InterruptedException {
        ObjectNode account = JsonMapper.shared().createObjectNode();
        account.put("accountId", id).put("registeredAt", registeredAt.getEpochSecond());
        account.putArray("roles").add(role);
        HttpResponse<String> made = send(json(request(engine, "/demo/accounts"), account));
        if (made.statusCode() != 201) {
            throw new CannotPlay(
                    "The Fairgate at %s makes no accounts: start it with ./run (profile demo)."
                            .formatted(engine));
        }
        return JsonMapper.shared().readTree(made.body()).path("token").asString();
    }

    /// Makes a sale.
    public void createSale(String adminToken, ObjectNode terms)
            throws IOException, InterruptedException {
        HttpResponse<String> made =
                send(json(bearer(request(engine, "/api/v1/admin/sales"), adminToken), terms));
        if (made.statusCode() != 201) {
            throw new CannotPlay("The sale could not be made: " + made.body());
        }
    }

    /// Waits until this node shows a sale.
    public void awaitSale(String sale) throws IOException, InterruptedException {
        for (int tries = 0; tries < 50; tries++) {
            if (send(request(engine, "/api/v1/sales/" + sale).GET()).statusCode() == 200) {
                return;
            }
            Thread.sleep(100);
        }
        throw new CannotPlay("The sale " + sale + " did not show within 5 s.");
    }

    /// Ends a sale, so that nobody else is sold what is left of it.
    public void pauseSale(String adminToken, String sale) throws IOException, InterruptedException {
        String path = "/api/v1/admin/sales/" + sale + "/pause";
        send(bearer(request(engine, path), adminToken).POST(BodyPublishers.noBody()));
    }

    /// Ledger and database side by side.
    public JsonNode audit(String adminToken, String sale) throws IOException, InterruptedException {
        String path = "/api/v1/admin/sales/" + sale + "/audit";
        return JsonMapper.shared()
                .readTree(send(bearer(request(engine, path), adminToken).GET()).body());
    }

    /// Opens the page of a sale.
    ///
    /// @param keepsCookies whether the browser keeps the device cookie
    public void open(Visitor visitor, String sale, boolean keepsCookies)
            throws IOException, InterruptedException {
        HttpResponse<String> page =
                send(visitor, as(visitor, request(engine, "/sales/" + sale)).GET());
        if (keepsCookies) {
            page.headers().allValues("Set-Cookie").stream()
                    .filter(cookie -> cookie.startsWith("fairgate_device="))
                    .findFirst()
                    .ifPresent(cookie -> visitor.keep(cookie.split(";", 2)[0]));
        }
    }

    /// A reply, and how long it took from the call on; waiting for a place to call from is the
    /// crowd's own affair.
    public record Answered(Reply reply, long nanos) {}

    /// Asks for units; never throws for what the shop or the network does.
    ///
    /// @param key of idempotency; empty for none
    public Answered buy(Visitor visitor, String sale, String body, String key)
            throws InterruptedException {
        HttpRequest.Builder request =
                as(visitor, request(engine, "/api/v1/sales/" + sale + "/orders"))
                        .header("Content-Type", JSON)
                        .POST(BodyPublishers.ofString(body));
        bearer(request, visitor.token());
        if (!key.isEmpty()) {
            request.header("Idempotency-Key", key);
        }
        Semaphore place = placeOf(visitor);
        place.acquire();
        long begin = System.nanoTime();
        Reply reply;
        try {
            reply = reply(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            reply = new Reply.Failed(0);
        } finally {
            place.release();
        }
        return new Answered(reply, System.nanoTime() - begin);
    }

    /// Pays an order; whether that worked.
    public boolean pay(Visitor visitor, String orderId) throws InterruptedException {
        try {
            HttpRequest.Builder request =
                    as(visitor, request(engine, "/api/v1/orders/" + orderId + "/payment"));
            bearer(request, visitor.token()).POST(BodyPublishers.noBody());
            return send(visitor, request).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /// Asks for another kind of challenge; empty when it cannot be had.
    public Optional<String> alternative(Visitor visitor, String challengeId, String kind)
            throws InterruptedException {
        try {
            ObjectNode body = JsonMapper.shared().createObjectNode().put("kind", kind);
            String path = "/api/v1/challenges/" + challengeId + "/alternative";
            HttpResponse<String> answer =
                    send(
                            visitor,
                            json(
                                    bearer(as(visitor, request(engine, path)), visitor.token()),
                                    body));
            return answer.statusCode() / 100 == 2
                    ? Optional.of(
                            JsonMapper.shared()
                                    .readTree(answer.body())
                                    .at("/challenge/id")
                                    .asString())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// The right answer to a challenge, which a demo tells: whoever asks stands for a person who
    /// reads a picture or for a machine that computes. Empty when the challenge is over.
    public Optional<String> answer(String challengeId) throws InterruptedException {
        try {
            HttpResponse<String> answer =
                    send(request(risk, "/demo/challenges/" + challengeId + "/answer").GET());
            return answer.statusCode() == 200
                    ? Optional.of(
                            JsonMapper.shared().readTree(answer.body()).path("response").asString())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Reply reply(HttpResponse<String> answer) {
        int status = answer.statusCode();
        JsonNode body =
                JsonMapper.shared().readTree(answer.body().isEmpty() ? "{}" : answer.body());
        return switch (status) {
            case 201 -> new Reply.Bought(body.path("id").asString());
            case 403 -> new Reply.Blocked();
            case 409 -> conflict(answer, slug(body));
            case 428 -> challenged(body.path("challenge"));
            case 429 -> new Reply.Throttled(retryAfter(answer));
            default -> new Reply.Failed(status);
        };
    }

    private static Reply conflict(HttpResponse<String> answer, String slug) {
        return switch (slug) {
            case "sale-not-open", "request-in-flight" -> new Reply.TooEarly(retryAfter(answer));
            default -> new Reply.Unavailable(slug);
        };
    }

    private static Reply challenged(JsonNode challenge) {
        List<String> alternatives =
                challenge.path("alternatives").valueStream().map(JsonNode::asString).toList();
        return new Reply.Challenged(
                challenge.path("id").asString(), challenge.path("kind").asString(), alternatives);
    }

    private static String slug(JsonNode problem) {
        String type = problem.path("type").asString();
        return type.substring(type.lastIndexOf('/') + 1);
    }

    private static Duration retryAfter(HttpResponse<String> answer) {
        return Duration.ofSeconds(answer.headers().firstValueAsLong("Retry-After").orElse(1));
    }

    private static HttpRequest.Builder request(URI base, String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(DEADLINE);
    }

    private static HttpRequest.Builder bearer(HttpRequest.Builder request, String token) {
        return request.header("Authorization", "Bearer " + token);
    }

    private static HttpRequest.Builder json(HttpRequest.Builder request, ObjectNode body) {
        return request.header("Content-Type", JSON).POST(BodyPublishers.ofString(body.toString()));
    }

    private static HttpRequest.Builder as(Visitor visitor, HttpRequest.Builder request) {
        request.header("X-Forwarded-For", visitor.address());
        request.headers(visitor.headers().toArray(String[]::new));
        if (visitor.cookie() != null) {
            request.header("Cookie", visitor.cookie());
        } else if (visitor.device() != null) {
            request.header("X-Fairgate-Device", visitor.device());
        }
        return request;
    }

    private HttpResponse<String> send(Visitor visitor, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        Semaphore place = placeOf(visitor);
        place.acquire();
        try {
            return send(request);
        } finally {
            place.release();
        }
    }

    private Semaphore placeOf(Visitor visitor) {
        return Objects.requireNonNull(places.get(visitor.kind()));
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.close();
    }
}
