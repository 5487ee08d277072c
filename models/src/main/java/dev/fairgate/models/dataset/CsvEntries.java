package dev.fairgate.models.dataset;

import dev.fairgate.models.replay.CsvRecords.Found;
import dev.fairgate.models.replay.Times;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/// Reads the records of a CSV of labels (what each is about, as in [Subject]; `label`; perhaps
/// `source` and `at`) or of outcomes (`decisionId`, `outcome`; perhaps `accountId`, `orderId`,
/// `paymentReference`, `at` and `takenAt`). Its header says which of the two it is. Names may be
/// written like `decision_id` too.
final class CsvEntries {

    private static final List<String> KEYS =
            List.of("decisionId", "orderId", "paymentReference", "accountId");

    private final Map<String, Integer> places = new HashMap<>();
    private final String otherwiseSource;
    private final Times times;
    private final int count;

    /// @param file for people
    /// @param otherwiseSource where a label does not say who said so
    CsvEntries(String file, String otherwiseSource, List<String> header, Times times)
            throws CannotMake {
        this.otherwiseSource = otherwiseSource;
        this.times = times;
        this.count = header.size();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i).replace("\uFEFF", "").strip().replace("_", "");
            places.put(name.toLowerCase(Locale.ROOT), i);
        }
        boolean isOutcomes = has("outcome") && has("decisionId");
        boolean isLabels = has("label") && KEYS.stream().anyMatch(this::has);
        if (isOutcomes == isLabels) {
            throw new CannotMake(
                    ("'%s' is neither labels (label; decisionId, orderId, paymentReference or"
                                    + " accountId) nor outcomes (decisionId, outcome): its header"
                                    + " is %s.")
                            .formatted(file, shown(header)));
        }
    }

    private static String shown(List<String> header) {
        String text = String.join(",", header).replaceAll("\\p{Cntrl}", "?");
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }

    Entry read(Found found) {
        return switch (found) {
            case Found.Broken(_, String why) -> new Entry.Unreadable(why);
            case Found.Fields(_, List<String> values) -> read(values);
        };
    }

    private Entry read(List<String> values) {
        if (values.size() != count) {
            return new Entry.Unreadable(
                    "has %d fields, and the header has %d".formatted(values.size(), count));
        }
        try {
            return has("outcome") ? outcome(values) : label(values);
        } catch (IllegalArgumentException e) {
            return new Entry.Unreadable("cannot be read: " + e.getMessage());
        }
    }

    private Entry outcome(List<String> values) {
        String account = get("accountId", values);
        String order = get("orderId", values);
        String payment = get("paymentReference", values);
        OptionalLong known = time("takenAt", values);
        return new Entry.Outcome(
                Ids.decision(get("decisionId", values)),
                account.isEmpty() ? null : Ids.name(account),
                order.isEmpty() ? null : Ids.reference(order),
                payment.isEmpty() ? null : Ids.reference(payment),
                Ids.outcome(get("outcome", values)),
                known.isPresent() ? known : time("at", values));
    }

    private Entry label(List<String> values) {
        String source = get("source", values);
        return new Entry.Label(
                Subject.of(name -> get(name, values)),
                Ids.isBot(get("label", values)),
                Ids.source(source.isEmpty() ? otherwiseSource : source),
                time("at", values));
    }

    private OptionalLong time(String name, List<String> values) {
        String text = get(name, values);
        OptionalLong time = text.isEmpty() ? OptionalLong.empty() : times.read(text);
        if (time.isEmpty() && !text.isEmpty()) {
            throw new IllegalArgumentException("its time is none");
        }
        return time;
    }

    private boolean has(String name) {
        return places.containsKey(name.toLowerCase(Locale.ROOT));
    }

    private String get(String name, List<String> values) {
        Integer place = places.get(name.toLowerCase(Locale.ROOT));
        return place == null ? "" : values.get(place).strip();
    }
}
