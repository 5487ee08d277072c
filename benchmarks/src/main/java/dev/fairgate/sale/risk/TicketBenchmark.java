package dev.fairgate.sale.risk;

import dev.fairgate.risk.ticket.SigningKey;
import dev.fairgate.risk.ticket.TicketSigner;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// The ticket's way: signed by the risk service, opened by the sale engine.
@State(Scope.Thread)
public class TicketBenchmark {

    private static final int MANY = 1024;
    private static final byte[] KEY = new byte[32];
    private static final String ULID = "01M822AT1X1KCSD8FGANDSC9AR";

    private final TicketSigner signer = new TicketSigner(SigningKey.of("bench", KEY));
    private final Ticket.Keys keys =
            new Ticket.Keys(Map.of("bench", new SecretKeySpec(KEY, "HmacSHA256")));
    private final List<dev.fairgate.risk.ticket.Ticket> granted =
            IntStream.range(0, MANY).mapToObj(TicketBenchmark::granted).toList();
    private final List<String> tickets = granted.stream().map(signer::sign).toList();
    private int next;

    private static dev.fairgate.risk.ticket.Ticket granted(int number) {
        Instant expiry = Instant.ofEpochMilli(1_790_000_000_000L + number);
        return new dev.fairgate.risk.ticket.Ticket(
                ULID, "buyer-" + number, "demo", 1, 1, 1, ULID, expiry);
    }

    /// In the risk service: fields to text with a MAC.
    @Benchmark
    public String sign() {
        return signer.sign(granted.get(next++ & MANY - 1));
    }

    /// In the sale engine: text to fields, the MAC checked.
    @Benchmark
    public Optional<Ticket> check() {
        return Ticket.open(tickets.get(next++ & MANY - 1), keys);
    }
}
