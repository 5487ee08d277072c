package dev.fairgate.proof.crash;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/// Somebody who changes the sale while it runs: price, allocation, a short pause.
final class Admin {

    static final int ALLOCATION = 100;
    static final Duration HOLD = Duration.ofMillis(1_500);

    private static final Duration LONG = Duration.ofSeconds(15);

    private final Shop shop;
    private final String sale;
    private final String token;
    private final SplittableRandom random;
    private final Thread thread = Thread.ofVirtual().unstarted(this::live);
    private volatile boolean goesOn = true;

    Admin(Shop shop, String sale, SplittableRandom random) throws IOException {
        this.shop = shop;
        this.sale = sale;
        this.token = Accounts.token(shop, "boss", "admin");
        this.random = random;
    }

    void openSale() throws IOException {
        Shop.Reply reply =
                shop.post(0, "/api/v1/admin/sales", token, terms(100, ALLOCATION), Map.of());
        if (reply.status() != 201) {
            throw new IOException("no sale: " + reply);
        }
        for (int node = 0; node < shop.nodes(); node++) {
            awaitKnown(node);
        }
    }

    private void awaitKnown(int node) throws IOException {
        for (int i = 0; i < 100; i++) {
            if (shop.get(node, "/api/v1/sales/" + sale, "").status() == 200) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        throw new IOException("node " + node + " does not know " + sale);
    }

    void start() {
        thread.start();
    }

    /// Ends, and leaves the sale open.
    void stop() {
        goesOn = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        insist("/resume");
    }

    private void live() {
        while (goesOn) {
            LockSupport.parkNanos(Duration.ofMillis(random.nextInt(200, 900)).toNanos());
            switch (random.nextInt(4)) {
                case 0 -> {
                    tryOnce("/pause");
                    LockSupport.parkNanos(Duration.ofMillis(random.nextInt(20, 150)).toNanos());
                    insist("/resume");
                }
                case 1 -> change(100 + random.nextInt(50), ALLOCATION);
                default -> change(100, ALLOCATION + random.nextInt(-10, 11));
            }
        }
    }

    private void change(int price, int allocation) {
        int node = random.nextInt(shop.nodes());
        try {
            Shop.Reply now = shop.get(node, "/api/v1/sales/" + sale, "");
            if (now.etag().isPresent()) {
                shop.put(
                        node,
                        "/api/v1/admin/sales/" + sale,
                        token,
                        terms(price, allocation),
                        now.etag().get());
            }
        } catch (IOException e) {
            // Not heard: it is done or not, which is as good.
        }
    }

    private boolean tryOnce(String what) {
        String path = "/api/v1/admin/sales/" + sale + what;
        try {
            return shop.post(random.nextInt(shop.nodes()), path, token, "", Map.of()).status()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private void insist(String what) {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (!tryOnce(what)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(what + " of " + sale + " is not taken");
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private String terms(int price, int allocation) {
        return """
        {"id":"%s","title":"Drill","description":"","imageUrl":"",
         "price":{"amount":%d,"currency":"EUR"},"opensAt":"%s","closesAt":"%s",
         "allocation":%d,"perAccountLimit":%d,"holdMs":%d}
        """
                .formatted(
                        sale,
                        price,
                        Instant.now().minusSeconds(60),
                        Instant.now().plusSeconds(3_600),
                        allocation,
                        Crowd.LIMIT,
                        HOLD.toMillis());
    }
}
