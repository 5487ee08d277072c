package dev.fairgate.benchmarks.arena.crowd;

import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// What became of one account. Thread-safe, since a double click is two.
final class Sheet {

    private final String account;
    private final boolean person;
    private final Map<String, Integer> boughtAt = new ConcurrentHashMap<>();
    private final Map<String, Integer> paidAt = new ConcurrentHashMap<>();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong answersBought = new AtomicLong();
    private final AtomicLong answersComputed = new AtomicLong();
    private volatile boolean challenged;
    private volatile boolean refused;
    private volatile boolean soldOut;

    Sheet(String account, boolean person) {
        this.account = account;
        this.person = person;
    }

    void asked() {
        requests.incrementAndGet();
    }

    /// Whether the order is new.
    boolean bought(String order, int at) {
        return boughtAt.putIfAbsent(order, at) == null;
    }

    void paid(String order, int at) {
        paidAt.putIfAbsent(order, at);
    }

    void markChallenged() {
        challenged = true;
    }

    void markRefused() {
        refused = true;
    }

    void foundItSoldOut() {
        soldOut = true;
    }

    void paidForAnswer() {
        answersBought.incrementAndGet();
    }

    void computedAnswer() {
        answersComputed.incrementAndGet();
    }

    String account() {
        return account;
    }

    boolean isPerson() {
        return person;
    }

    boolean hasBought() {
        return !boughtAt.isEmpty();
    }

    boolean wasChallenged() {
        return challenged;
    }

    boolean wasRefused() {
        return refused;
    }

    boolean isTooLate() {
        return challenged && soldOut && !hasBought();
    }

    boolean gaveUp() {
        return !soldOut && !hasBought();
    }

    long requests() {
        return requests.get();
    }

    long answersBought() {
        return answersBought.get();
    }

    long answersComputed() {
        return answersComputed.get();
    }

    /// Units that are paid, or still held then.
    int unitsAt(int sinceOpening, int holdMs) {
        return (int)
                boughtAt.entrySet().stream()
                        .filter(
                                order ->
                                        paidAt.containsKey(order.getKey())
                                                || sinceOpening - order.getValue() < holdMs)
                        .count();
    }

    /// Orders and when they were made.
    Map<String, Integer> orders() {
        return Map.copyOf(boughtAt);
    }

    /// When an order was paid.
    OptionalInt paidAt(String order) {
        Integer at = paidAt.get(order);
        return at == null ? OptionalInt.empty() : OptionalInt.of(at);
    }
}
