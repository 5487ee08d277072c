package dev.fairgate.proof.crash;

import dev.fairgate.proof.history.Answer;
import dev.fairgate.proof.history.Operation;
import dev.fairgate.proof.history.Request;
import dev.fairgate.proof.history.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/// Buyers who buy, pay, cancel, look, and click twice, each on a thread of its own.
final class Crowd {

    static final int LIMIT = 2;
    private static final int BUYERS = 12;
    private static final int ACCOUNTS_EACH = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration STALE = Duration.ofMillis(1_100);
    private static final Duration SETTLED = Duration.ofSeconds(30);

    private final Shop shop;
    private final Recorder recorder;
    private final String sale;
    private final Map<String, Client> clients = new LinkedHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean goesOn = true;

    Crowd(Shop shop, Recorder recorder, String sale, long seed) throws IOException {
        this.shop = shop;
        this.recorder = recorder;
        this.sale = sale;
        SplittableRandom random = new SplittableRandom(seed);
        for (int buyer = 0; buyer < BUYERS; buyer++) {
            for (int i = 0; i < ACCOUNTS_EACH; i++) {
                client(name(buyer, i), random.split());
            }
        }
        for (int buyer = 0; buyer < BUYERS; buyer++) {
            int number = buyer;
            SplittableRandom mind = random.split();
            threads.add(Thread.ofVirtual().unstarted(() -> live(number, mind)));
        }
    }

    private String name(int buyer, int i) {
        return sale + "-" + buyer + "-" + i;
    }

    private Client client(String account, RandomGenerator random) throws IOException {
        Client client =
                new Client(shop, recorder, sale, account, Accounts.token(shop, account), random);
        clients.put(account, client);
        return client;
    }

    void start() {
        threads.forEach(Thread::start);
    }

    void stop() {
        goesOn = false;
        threads.forEach(Crowd::join);
    }

    private void live(int buyer, SplittableRandom mind) {
        for (int turn = 0; goesOn; turn++) {
            String account = name(buyer, turn % ACCOUNTS_EACH);
            Client client = clients.get(account);
            if (client != null) {
                visit(client, account + "-" + turn, mind);
            }
            LockSupport.parkNanos(Duration.ofMillis(mind.nextInt(5, 80)).toNanos());
        }
    }

    /// One visit: buys something, perhaps with a double click, and does something with it or not.
    private void visit(Client client, String key, SplittableRandom mind) {
        int quantity = mind.nextInt(1, LIMIT + 1);
        Thread second = null;
        if (mind.nextInt(8) == 0) {
            second = Thread.ofVirtual().start(() -> client.buy(key, quantity, PATIENCE));
        }
        Answer answer = client.buy(key, quantity, PATIENCE);
        if (answer instanceof Answer.Order order && order.status() == Status.HELD) {
            become(client, order.id(), mind);
        }
        if (mind.nextInt(6) == 0) {
            client.look(PATIENCE);
        }
        if (mind.nextInt(6) == 0) {
            client.stock(PATIENCE);
        }
        if (second != null) {
            join(second);
        }
    }

    private static void become(Client client, String order, SplittableRandom mind) {
        switch (mind.nextInt(10)) {
            case 0, 1, 2 -> client.pay(order, PATIENCE);
            case 3, 4 -> client.cancel(order, PATIENCE);
            case 5 -> {
                Thread other = Thread.ofVirtual().start(() -> client.cancel(order, PATIENCE));
                client.pay(order, PATIENCE);
                join(other);
            }
            default -> {} // forgets it: it lapses
        }
    }

    /// Whoever did not hear asks again.
    void settle() {
        Map<String, Operation> unheard = new LinkedHashMap<>();
        for (Operation it : recorder.operations()) {
            if (it.request() instanceof Request.Buy buy && it.answer() instanceof Answer.Unknown) {
                unheard.put(buy.key(), it);
            }
        }
        List<Thread> asking =
                unheard.values().stream()
                        .map(it -> Thread.ofVirtual().start(() -> askAgain(it)))
                        .toList();
        asking.forEach(Crowd::join);
    }

    private void askAgain(Operation unheard) {
        Client client = clients.get(unheard.account());
        if (client != null && unheard.request() instanceof Request.Buy(String key, int quantity)) {
            client.buy(key, quantity, SETTLED);
        }
    }

    /// New accounts buy and pay, one unit each, until two are refused. The second comes later: for
    /// a second after a unit came back, a node may not know.
    void buyTheRest() throws IOException {
        SplittableRandom random = new SplittableRandom(0);
        for (int i = 0, refused = 0; refused < 2; i++) {
            String account = sale + "-rest-" + i;
            Client client = client(account, random.split());
            if (client.buy(account, 1, SETTLED) instanceof Answer.Order order) {
                client.pay(order.id(), SETTLED);
                refused = 0;
            } else {
                refused++;
                LockSupport.parkNanos(STALE.toNanos());
            }
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
