package dev.fairgate.benchmarks.load;

import dev.fairgate.benchmarks.load.PurchaseRequests.Buyers;
import dev.fairgate.benchmarks.load.PurchaseRequests.Style;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/// The rows of the table. Every purchase of a round comes from a buyer of its own; no round uses a
/// buyer again.
final class Scenarios {

    /// Addresses of the row that the one of a hot address is compared with, and requests in flight.
    static final int FEW = 64;

    private static final int BOTS = 80;
    private static final int BLOCKED_AFTER = 100;

    private final AccountTokens tokens;
    private long nextBuyer = 1;

    Scenarios(AccountTokens tokens) {
        this.tokens = tokens;
    }

    Scenario hello(JavaProcess unguarded, int port) {
        return new Scenario(
                "hello",
                port,
                Scenario.RUSH,
                200,
                Set.of(),
                List.of(unguarded),
                _ -> new GetRequests("/hello"));
    }

    Scenario unguarded(String name, boolean warm, int port, List<Meter> meters) {
        return new Scenario(
                name,
                port,
                Scenario.RUSH,
                201,
                Set.of(),
                meters,
                count -> buyers(port, count, "/orders", warm));
    }

    Scenario guarded(String name, boolean warm, Shop shop) {
        return purchases(name, shop, 201, "open", warm);
    }

    Scenario challenged(Shop shop) {
        return purchases("challenged", shop, 428, "open", true);
    }

    Scenario soldOut(Shop shop) {
        return purchases("sold out", shop, 409, "gone", false);
    }

    Scenario soldOutWithKey(Shop shop) {
        return new Scenario(
                "sold out, with key",
                shop.port(),
                Scenario.RUSH,
                409,
                Set.of(),
                shop.meters(),
                count -> {
                    Buyers buyers = take(count);
                    Style style = Style.plain(Shop.orders("gone"), buyers);
                    prime(shop.port(), buyers, style);
                    return PurchaseRequests.of(
                            tokens, buyers, new Style(style.path(), true, style.address()));
                });
    }

    /// Some accounts, more than there are connections, that go on long after they were told to
    /// wait. Once in a while one of them has a token again and is answered like anybody, or is told
    /// to wait again.
    Scenario blocked(Shop shop) {
        Buyers bots = take(BOTS);
        Style style = Style.plain(Shop.orders("open"), bots);
        return new Scenario(
                "blocked",
                shop.port(),
                FEW,
                403,
                Set.of(201, 409, 428, 429),
                shop.meters(),
                _ -> {
                    PurchaseRequests requests = PurchaseRequests.of(tokens, bots, style);
                    load(shop.port(), BOTS * BLOCKED_AFTER, requests);
                    return requests;
                });
    }

    /// Purchases that all come from one address, or from as many as there are connections.
    Scenario addresses(String name, int addresses, Shop shop) {
        return new Scenario(
                name,
                shop.port(),
                FEW,
                201,
                Set.of(),
                shop.meters(),
                count -> {
                    Buyers buyers = take(count);
                    Style style =
                            new Style(
                                    Shop.orders("open"),
                                    false,
                                    n -> PurchaseRequests.address(n % addresses));
                    prime(shop.port(), buyers, style);
                    return PurchaseRequests.of(tokens, buyers, style);
                });
    }

    private Scenario purchases(String name, Shop shop, int answer, String sale, boolean warm) {
        return new Scenario(
                name,
                shop.port(),
                Scenario.RUSH,
                answer,
                Set.of(),
                shop.meters(),
                count -> buyers(shop.port(), count, Shop.orders(sale), warm));
    }

    private RequestSource buyers(int port, int count, String path, boolean warm)
            throws IOException {
        Buyers buyers = take(count);
        Style style = Style.plain(path, buyers);
        if (warm) {
            prime(port, buyers, style);
        }
        return PurchaseRequests.of(tokens, buyers, style);
    }

    /// Has the tokens of these buyers checked and remembered.
    private void prime(int port, Buyers buyers, Style style) throws IOException {
        load(port, buyers.count(), PurchaseRequests.tokensOnly(tokens, buyers, style));
    }

    private static void load(int port, int requests, RequestSource source) throws IOException {
        new ClosedLoop(port, FEW).run(requests, source);
    }

    private Buyers take(int count) {
        Buyers buyers = new Buyers(nextBuyer, count);
        nextBuyer += count;
        return buyers;
    }
}
