package dev.fairgate.risk.preview;

import dev.fairgate.models.feature.Cells;
import dev.fairgate.risk.limit.LimitEntity;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What analysts have said about decisions, orders, payments and accounts, as far as the logs have
/// it; the last word on each counts, and that on a decision before that on its account. For one
/// thread at a time.
final class Labels {

    private static final int MOST = 500_000;

    private final Map<Long, Word> words = new HashMap<>();
    private final Map<Long, Long> decisionOf = new HashMap<>();
    private @Nullable Map<Long, Boolean> byDecision;

    private record Word(Instant at, boolean bot) {}

    /// The key of a decision.
    static long decision(Cells cells, String id) {
        return cells.hash("d/" + id);
    }

    private static long order(Cells cells, String id) {
        return cells.hash("o/" + id);
    }

    private static long payment(Cells cells, String reference) {
        return cells.hash("p/" + reference);
    }

    /// Takes a label's line.
    void label(Cells cells, LineFields line, Instant at, String label) {
        Word word = new Word(at, label.equals("bot"));
        String sale = line.optional("saleId");
        if (line.has("decisionId")) {
            say(decision(cells, line.text("decisionId")), word);
        } else if (line.has("orderId")) {
            say(order(cells, line.text("orderId")), word);
        } else if (line.has("paymentReference")) {
            say(payment(cells, line.text("paymentReference")), word);
        } else {
            say(nameOf(cells, line.text("accountId"), sale), word);
        }
    }

    /// Takes the line that tells of which decision an order or a payment is.
    void order(Cells cells, LineFields line) {
        if (decisionOf.size() < MOST) {
            long decision = decision(cells, line.text("decisionId"));
            String order = line.optional("orderId");
            String payment = line.optional("paymentReference");
            if (order != null) {
                decisionOf.put(order(cells, order), decision);
            }
            if (payment != null) {
                decisionOf.put(payment(cells, payment), decision);
            }
        }
    }

    private void say(long key, Word word) {
        if (words.size() < MOST) {
            words.merge(key, word, (a, b) -> a.at().isAfter(b.at()) ? a : b);
        }
    }

    /// Adds what is in another log.
    void add(Labels other) {
        other.words.forEach(this::say);
        if (decisionOf.size() < MOST) {
            decisionOf.putAll(other.decisionOf);
        }
        byDecision = null;
    }

    /// Whether a bot is behind a decision; null where nobody has said.
    @Nullable Boolean isBot(Logged decision) {
        if (words.isEmpty()) {
            return null;
        }
        Boolean own = byDecision().get(decision.key());
        if (own != null) {
            return own;
        }
        long account = decision.name(LimitEntity.ACCOUNT);
        Word inSale = words.get(mixed(account, decision.standing().saleId()));
        Word ever = inSale == null ? words.get(mixed(account, null)) : inSale;
        return ever == null ? null : ever.bot();
    }

    private Map<Long, Boolean> byDecision() {
        Map<Long, Boolean> all = byDecision;
        if (all == null) {
            Map<Long, Boolean> next = new HashMap<>();
            words.forEach((key, word) -> next.put(decisionOf.getOrDefault(key, key), word.bot()));
            decisionOf.forEach((_, decision) -> put(next, decision));
            all = next;
            byDecision = all;
        }
        return all;
    }

    private void put(Map<Long, Boolean> all, long decision) {
        Word word = words.get(decision);
        if (word != null) {
            all.put(decision, word.bot()); // its own label before that of its order
        }
    }

    private static long nameOf(Cells cells, String account, @Nullable String sale) {
        return mixed(Math.max(1, cells.hash("/" + account) >>> 1), sale);
    }

    private static long mixed(long account, @Nullable String sale) {
        return sale == null ? ~account : ~(account * 31 + sale.hashCode());
    }
}
