package dev.fairgate.proof.check;

import dev.fairgate.proof.history.Answer;
import dev.fairgate.proof.history.Entry;
import dev.fairgate.proof.history.Event;
import dev.fairgate.proof.history.History;
import dev.fairgate.proof.history.Operation;
import dev.fairgate.proof.history.Request;
import dev.fairgate.proof.history.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What buyers wanted against what they have: one intention, one order, within the limit, and an
/// answer in the end.
final class IntentionRules {

    /// Within this a buyer who did not hear knows.
    static final long SETTLED_WITHIN_NANOS = 30_000_000_000L;

    private final History history;
    private final Verdicts verdicts;

    /// Operations of one intention, in the order in which they began.
    private final Map<String, List<Operation>> intentions = new LinkedHashMap<>();

    private final Map<String, Entry> entries = new HashMap<>();

    IntentionRules(History history, Verdicts verdicts) {
        this.history = history;
        this.verdicts = verdicts;
        for (Operation it : history.operations()) {
            if (it.request() instanceof Request.Buy buy) {
                intentions.computeIfAbsent(buy.key(), _ -> new ArrayList<>()).add(it);
            }
        }
        history.books().rows().forEach(it -> entries.put(it.order(), it));
        history.books().orders().forEach(it -> entries.put(it.order(), it));
    }

    void check() {
        Map<String, String> keyOf = new HashMap<>();
        intentions.forEach((key, all) -> oneOrder(key, all, keyOf));
        Map<String, String> orderOf = new HashMap<>();
        entries.values().forEach(it -> explained(it, keyOf, orderOf));
        intentions.forEach((key, all) -> settled(key, all, orderOf.containsKey(key)));
        withinLimit();
        withinLimitAllTheTime();
    }

    private void oneOrder(String key, List<Operation> all, Map<String, String> keyOf) {
        Set<String> orders = new HashSet<>();
        for (Operation it : all) {
            if (it.answer() instanceof Answer.Order order) {
                orders.add(order.id());
                String other = keyOf.putIfAbsent(order.id(), key);
                if (other != null && !other.equals(key)) {
                    verdicts.add(
                            Invariant.NO_DUPLICATE,
                            List.of(it.id()),
                            "intentions ",
                            other,
                            " and ",
                            key,
                            " were both told of ",
                            order.id());
                }
            }
        }
        if (orders.size() > 1) {
            verdicts.add(
                    Invariant.NO_DUPLICATE,
                    ids(all),
                    "intention ",
                    key,
                    " got the orders ",
                    orders);
        }
    }

    /// An order belongs to an intention: the one that was told of it, the one whose key it has, or
    /// one of its account that never heard.
    private void explained(Entry entry, Map<String, String> keyOf, Map<String, String> orderOf) {
        String key = entry.key().isEmpty() ? keyOf.get(entry.order()) : entry.key();
        if (key == null) {
            key = neverHeard(entry, keyOf, orderOf);
        }
        List<Operation> all = key == null ? List.of() : intentions.getOrDefault(key, List.of());
        boolean asked = all.stream().anyMatch(it -> couldHaveMade(it, entry));
        if (key == null || !asked) {
            verdicts.add(Invariant.NO_ORDER_FROM_NOTHING, ids(all), "nobody asked for ", entry);
            return;
        }
        String other = orderOf.putIfAbsent(key, entry.order());
        verdicts.requireThat(
                other == null || other.equals(entry.order()),
                Invariant.NO_DUPLICATE,
                "intention ",
                key,
                " has the orders ",
                other,
                " and ",
                entry.order());
    }

    private @Nullable String neverHeard(
            Entry entry, Map<String, String> keyOf, Map<String, String> orderOf) {
        for (Map.Entry<String, List<Operation>> it : intentions.entrySet()) {
            if (!keyOf.containsValue(it.getKey())
                    && !orderOf.containsKey(it.getKey())
                    && it.getValue().stream().anyMatch(op -> couldHaveMade(op, entry))) {
                return it.getKey();
            }
        }
        return null;
    }

    private static boolean couldHaveMade(Operation it, Entry entry) {
        boolean asked =
                it.account().equals(entry.account())
                        && it.request() instanceof Request.Buy buy
                        && buy.quantity() == entry.quantity();
        return asked
                && switch (it.answer()) {
                    case Answer.Order told -> told.id().equals(entry.order());
                    case Answer.Unknown _ -> true;
                    case Answer.Refused _, Answer.Orders _, Answer.Left _ -> false;
                };
    }

    /// Who did not hear asks again and is told in time; what was refused then does not appear. (Of
    /// two clicks at the same moment one may be refused and the other not: that is told.)
    private void settled(String key, List<Operation> all, boolean hasOrder) {
        for (Operation unheard : all) {
            if (!(unheard.answer() instanceof Answer.Unknown)) {
                continue;
            }
            List<Operation> told =
                    all.stream()
                            .filter(it -> it.end() >= unheard.end())
                            .filter(it -> !(it.answer() instanceof Answer.Unknown))
                            .toList();
            if (told.stream().noneMatch(it -> it.end() <= unheard.end() + SETTLED_WITHIN_NANOS)) {
                verdicts.add(
                        Invariant.UNKNOWN_IS_SETTLED,
                        ids(all),
                        "nobody told ",
                        unheard.account(),
                        " within 30 s what became of ",
                        key);
            }
        }
        boolean told = all.stream().anyMatch(it -> it.answer() instanceof Answer.Order);
        Answer last = all.getLast().answer();
        if (hasOrder && !told && last instanceof Answer.Refused refused) {
            verdicts.add(
                    Invariant.UNKNOWN_IS_SETTLED,
                    ids(all),
                    key,
                    " was at last refused (",
                    refused.reason(),
                    "), but there is an order");
        }
    }

    private void withinLimit() {
        Map<String, Integer> units = new HashMap<>();
        for (Entry it : entries.values()) {
            if (it.status().hasUnits()) {
                units.merge(it.account(), it.quantity(), Integer::sum);
            }
        }
        units.forEach(
                (account, has) ->
                        verdicts.requireThat(
                                has <= history.limit(),
                                Invariant.NO_DUPLICATE,
                                account,
                                " has ",
                                has,
                                " units, the limit is ",
                                history.limit()));
    }

    private void withinLimitAllTheTime() {
        Map<String, Status> stands = new HashMap<>();
        Map<String, Integer> units = new HashMap<>();
        long last = 0;
        for (Event event : Timeline.inOrder(history.events())) {
            if (event.stockSeq() != last + 1) {
                stands.clear(); // what was missed may have given units back
                units.clear();
            }
            last = event.stockSeq();
            Entry entry = entries.get(event.order());
            if (entry == null) {
                continue; // of the sale, or a lost order, which is told elsewhere
            }
            Status before = stands.put(event.order(), event.status());
            int had = before != null && before.hasUnits() ? event.quantity() : 0;
            int has = event.status().hasUnits() ? event.quantity() : 0;
            int all = units.merge(entry.account(), has - had, Integer::sum);
            verdicts.requireThat(
                    all <= history.limit(),
                    Invariant.NO_DUPLICATE,
                    entry.account(),
                    " had ",
                    all,
                    " units with ",
                    event,
                    ", the limit is ",
                    history.limit());
        }
    }

    private static List<Integer> ids(List<Operation> all) {
        return all.stream().map(Operation::id).toList();
    }
}
