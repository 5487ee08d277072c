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
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/// Buyers who buy, pay, cancel, look, and click twice, each on a thread of its own.
final class Crowd {

    static final int LIMIT = 2;
    private static final int BUYERS = 12;
    private static final int ACCOUNTS_EACH = 10;
    private static final int MOST_LEFT = 2 * Admin.ALLOCATION;
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration STALE = Duration.ofMillis(1_100);
    private static final Duration SETTLED = Duration.ofSeconds(30);

    private final Shop shop;
    private final Recorder recorder;
    private final String sale;
    private final Map<String, Client> clients = new LinkedHashMap<>();
    private final List<Runnable> minds = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean goesOn = true;

    Crowd(Shop shop, Recorder recorder, String sale, SplittableRandom random) throws IOException {
        this.shop = shop;
        this.recorder = recorder;
        this.sale = sale;
        for (int buyer = 0; buyer < BUYERS; buyer++) {
            for (int i = 0; i < ACCOUNTS_EACH; i++) {
                client(name(buyer, i), random.split());
            }
        }
        for (int buyer = 0; buyer < BUYERS; buyer++) {
            int number = buyer;
            SplittableRandom mind = random.split();
            minds.add(() -> live(number, mind));
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
        minds.forEach(mind -> threads.add(begin(mind)));
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
            second = begin(() -> client.buy(key, quantity, PATIENCE));
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

    private void become(Client client, String order, SplittableRandom mind) {
        switch (mind.nextInt(10)) {
            case 0 -> client.pay(order, PATIENCE);
            case 1, 2, 3 -> client.cancel(order, PATIENCE);
            case 4 -> {
                Thread other = begin(() -> client.cancel(order, PATIENCE));
                client.pay(order, PATIENCE);
                join(other);
            }
            default -> {} // forgets it: it lapses
        }
    }

    /// Whoever did not hear asks again.
    void settle() {
        Map<Request, Operation> unheard = new LinkedHashMap<>();
        for (Operation it : recorder.operations()) {
            if (it.answer() instanceof Answer.Unknown) {
                unheard.put(it.request(), it);
            }
        }
        List<Thread> asking = unheard.values().stream().map(it -> begin(() -> again(it))).toList();
        asking.forEach(Crowd::join);
    }

    private void again(Operation unheard) {
        Client client = clients.get(unheard.account());
        if (client == null) {
            return;
        }
        switch (unheard.request()) {
            case Request.Buy(String key, int quantity) -> client.buy(key, quantity, SETTLED);
            case Request.Pay(String order, String _) -> client.pay(order, SETTLED);
            case Request.Cancel(String order) -> client.cancel(order, SETTLED);
            case Request.Look _, Request.Stock _ -> {}
        }
    }

    /// New accounts buy and pay, as much as they may, until two are refused one unit. The second
    /// comes later: for a second after a unit came back, a node may not know.
    void buyTheRest(String who) throws IOException {
        SplittableRandom random = new SplittableRandom(0);
        int quantity = LIMIT;
        for (int i = 0, refused = 0; refused < 2 && i < MOST_LEFT; i++) {
            String account = sale + "-" + who + "-" + i;
            Client client = client(account, random.split());
            if (client.buy(account, quantity, SETTLED) instanceof Answer.Order order) {
                client.pay(order.id(), SETTLED);
                refused = 0;
            } else if (quantity > 1) {
                quantity--;
            } else if (++refused == 1) {
                LockSupport.parkNanos(STALE.toNanos());
            }
        }
    }

    /// What ended a buyer before his time.
    List<String> failures() {
        return List.copyOf(failures);
    }

    private Thread begin(Runnable work) {
        return Thread.ofVirtual()
                .uncaughtExceptionHandler((_, e) -> failures.add("a buyer failed: " + e))
                .start(work);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
