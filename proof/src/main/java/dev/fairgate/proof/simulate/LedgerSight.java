package dev.fairgate.proof.simulate;

import dev.fairgate.proof.history.Counters;
import dev.fairgate.proof.history.Entry;
import dev.fairgate.proof.history.Event;
import dev.fairgate.proof.history.Status;
import dev.fairgate.proof.simulate.redis.MemoryRedis;
import dev.fairgate.sale.sale.SaleId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What the ledger has, read past all networks.
final class LedgerSight {

    private final MemoryRedis redis;
    private final SaleId sale;
    private final long beginMicros;

    LedgerSight(MemoryRedis redis, SaleId sale, long beginMicros) {
        this.redis = redis;
        this.sale = sale;
        this.beginMicros = beginMicros;
    }

    /// The counters, once there is a sale.
    Optional<Counters> counters() {
        Map<String, String> hash = redis.hash(sale.tag() + ":sale");
        return hash.containsKey("stockSeq")
                ? Optional.of(
                        new Counters(
                                number(hash, "allocation"),
                                number(hash, "available"),
                                number(hash, "held"),
                                number(hash, "sold")))
                : Optional.empty();
    }

    private static long number(Map<String, String> hash, String name) {
        return Long.parseLong(hash.getOrDefault(name, "0"));
    }

    /// All orders, with their idempotency keys.
    List<Entry> orders() {
        Map<String, String> keys = keysByOrder();
        String prefix = sale.tag() + ":orders:";
        List<Entry> entries = new ArrayList<>();
        for (String name : redis.names(prefix)) {
            redis.hash(name)
                    .forEach(
                            (ulid, row) ->
                                    entries.add(
                                            entry(
                                                    ulid,
                                                    name.substring(prefix.length()),
                                                    row,
                                                    keys.getOrDefault(ulid, ""))));
        }
        return entries;
    }

    private Entry entry(String ulid, String account, String row, String key) {
        String[] fields = row.split("\\|", -1);
        return new Entry(
                sale + "." + ulid, account, Integer.parseInt(fields[1]), status(fields[4]), key);
    }

    static Status status(String wireName) {
        return Status.valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    /// Digests of idempotency keys, by the order that each has bought.
    private Map<String, String> keysByOrder() {
        Map<String, String> keys = new HashMap<>();
        for (String name : redis.names(sale.tag() + ":idem:")) {
            String record = redis.text(name);
            keys.put(
                    record.substring(record.indexOf(':') + 1),
                    name.substring(name.lastIndexOf(':') + 1));
        }
        return keys;
    }

    /// What the stream was told, all of it that is on disk.
    List<Event> events() {
        List<Event> events = new ArrayList<>();
        long latest = 0;
        for (MemoryRedis.Written written : redis.log()) {
            List<String> words = written.command();
            int star = words.indexOf("*");
            if (words.getFirst().equals("XADD") && star > 0) {
                Map<String, String> fields = fields(words.subList(star + 1, words.size()));
                Optional<Event> event = event(written.micros(), fields, latest);
                event.ifPresent(events::add);
                latest = Math.max(latest, event.map(Event::stockSeq).orElse(0L));
            }
        }
        return events;
    }

    private static Map<String, String> fields(List<String> words) {
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i + 1 < words.size(); i += 2) {
            fields.put(words.get(i), words.get(i + 1));
        }
        return fields;
    }

    /// Empty for poison, and for a pause, which moves nothing and repeats a number.
    private Optional<Event> event(long micros, Map<String, String> fields, long latest) {
        long seen = (micros - beginMicros + 1) * 1000;
        long stockSeq = Long.parseLong(fields.getOrDefault("stockSeq", "0"));
        long available = Long.parseLong(fields.getOrDefault("available", "0"));
        if ("sale".equals(fields.get("kind"))) {
            return stockSeq > latest
                    ? Optional.of(Event.ofSale(stockSeq, available, seen))
                    : Optional.empty();
        }
        String[] row = fields.getOrDefault("row", "").split("\\|", -1);
        return row.length != 12
                ? Optional.empty()
                : Optional.of(
                        new Event(
                                stockSeq,
                                sale + "." + fields.get("order"),
                                Integer.parseInt(row[1]),
                                status(row[4]),
                                available,
                                seen));
    }
}
