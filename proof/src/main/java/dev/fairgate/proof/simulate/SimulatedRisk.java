package dev.fairgate.proof.simulate;

import com.github.f4b6a3.ulid.Ulid;
import dev.fairgate.proof.simulate.time.Chance;
import dev.fairgate.proof.simulate.time.VirtualTime;
import dev.fairgate.risk.ticket.SigningKey;
import dev.fairgate.risk.ticket.Ticket;
import dev.fairgate.risk.ticket.TicketSigner;
import dev.fairgate.sale.web.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/// A risk service that lets everybody through, one purchase of an account at a time, with real
/// tickets. Its answers may take long, or get lost.
final class SimulatedRisk {

    /// Keys of tickets, as in the engine's settings.
    static final String KEYS =
            "simulated:"
                    + Base64.getEncoder()
                            .encodeToString(
                                    "0123456789abcdef0123456789abcdef"
                                            .getBytes(StandardCharsets.US_ASCII));

    private static final Duration TICKET = Duration.ofSeconds(2);
    private static final Duration FLAG = Duration.ofSeconds(3);

    private final VirtualTime time;
    private final Chance chance;
    private final boolean flagsClear;
    private final boolean hears;
    private final TicketSigner signer;

    /// When an account's purchase in flight is forgotten, by account.
    private final Map<String, Long> inFlight = new HashMap<>();

    private Duration slowest = Duration.ofMillis(20);
    private int lost;
    private int decisions;

    /// @param flagsClear false plants a fault: who asked once is in flight for ever
    SimulatedRisk(VirtualTime time, Chance chance, boolean flagsClear) {
        this.time = time;
        this.chance = chance;
        this.flagsClear = flagsClear;
        this.hears = chance.permille(400);
        this.signer =
                new TicketSigner(
                        SigningKey.of(
                                "simulated",
                                Base64.getDecoder().decode(KEYS.substring(KEYS.indexOf(':') + 1))));
    }

    /// From now on an answer takes so long at most, and so many of a thousand get lost.
    void become(Duration slowestAnswer, int lostPermille) {
        slowest = slowestAnswer;
        lost = lostPermille;
    }

    /// Answers a batch.
    Mono<byte[]> answer(byte[] body) {
        return Mono.create(
                sink ->
                        time.after(
                                chance.between(Duration.ofMillis(1), slowest),
                                "risk",
                                () -> {
                                    byte[] answer = decide(body);
                                    if (!chance.permille(lost)) {
                                        sink.success(answer);
                                    }
                                }));
    }

    /// Whether there are reports of outcomes in this run. Without them nothing is trimmed.
    boolean hears() {
        return hears;
    }

    /// Hears of outcomes.
    Mono<byte[]> hear(byte[] body) {
        return Mono.create(
                sink ->
                        time.after(
                                chance.between(Duration.ofMillis(1), slowest),
                                "risk hears",
                                () -> {
                                    if (!chance.permille(lost)) {
                                        sink.success(body);
                                    }
                                }));
    }

    private byte[] decide(byte[] body) {
        JsonNode batch = Json.mapper().readTree(body);
        if (flagsClear) {
            batch.path("finished").forEach(it -> inFlight.remove(it.path("accountId").asString()));
        }
        StringBuilder out = new StringBuilder("{\"items\":[");
        int items = 0;
        for (JsonNode item : batch.path("items")) {
            out.append(items++ == 0 ? "" : ",").append("{\"decision\":").append(decide(item));
            out.append('}');
        }
        return out.append("]}").toString().getBytes(StandardCharsets.US_ASCII);
    }

    private String decide(JsonNode question) {
        String account = question.path("accountId").asString();
        String decision = "d" + decisions++;
        long until = inFlight.getOrDefault(account, 0L);
        if (until > time.nanos()) {
            return "{\"decisionId\":\"%s\",\"disposition\":\"in-flight\"}".formatted(decision);
        }
        inFlight.put(account, flagsClear ? time.nanos() + FLAG.toNanos() : Long.MAX_VALUE);
        return "{\"decisionId\":\"%s\",\"disposition\":\"proceed\",\"ticket\":\"%s\"}"
                .formatted(decision, ticket(question, account, decision));
    }

    private String ticket(JsonNode question, String account, String decision) {
        byte[] random = new byte[10];
        ByteBuffer.wrap(random).putLong(chance.nextLong());
        return signer.sign(
                new Ticket(
                        new Ulid(time.instant().toEpochMilli(), random).toString(),
                        account,
                        question.path("saleId").asString(),
                        question.path("quantity").asLong(),
                        question.path("termsVersion").asLong(),
                        1,
                        decision,
                        time.instant().plus(TICKET)));
    }
}
