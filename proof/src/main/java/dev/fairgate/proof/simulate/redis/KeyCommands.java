package dev.fairgate.proof.simulate.redis;

import static dev.fairgate.proof.simulate.redis.Command.read;
import static dev.fairgate.proof.simulate.redis.Command.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Keys, texts, sets, and the clock.
final class KeyCommands {

    private final Keyspace keys;

    private KeyCommands(Keyspace keys) {
        this.keys = keys;
    }

    static void addTo(Map<String, Command> all, Keyspace keys) {
        KeyCommands it = new KeyCommands(keys);
        all.put("TIME", read(args -> it.time()));
        all.put("PING", read(args -> new Reply.Simple("PONG")));
        all.put("GET", read(args -> Reply.bulk(keys.text(args.getFirst()))));
        all.put("MGET", read(it::mget));
        all.put("SET", write(it::set));
        all.put("SETNX", write(it::setnx));
        all.put("DEL", write(it::del));
        all.put("PEXPIRE", write(it::pexpire));
        all.put("PTTL", read(it::pttl));
        all.put("SADD", write(it::sadd));
        all.put("SCARD", read(args -> Reply.number(keys.set(args.getFirst()).size())));
        all.put("SMEMBERS", read(args -> Reply.texts(List.copyOf(keys.set(args.getFirst())))));
        all.put("SCAN", read(it::scan));
    }

    private Reply time() {
        long micros = keys.micros();
        return Reply.texts(
                List.of(Long.toString(micros / 1_000_000), Long.toString(micros % 1_000_000)));
    }

    private Reply mget(List<String> args) {
        List<Reply> values = new ArrayList<>();
        args.forEach(key -> values.add(Reply.bulk(keys.text(key))));
        return new Reply.Many(values);
    }

    /// Key, value, then any of `NX`, `GET` and `PX ms`, and nothing else.
    private Reply set(List<String> args) {
        String key = args.getFirst();
        String before = keys.text(key);
        boolean onlyIfNone = false;
        boolean tells = false;
        long lifeMs = 0;
        for (int i = 2; i < args.size(); i++) {
            switch (args.get(i).toUpperCase(Locale.ROOT)) {
                case "NX" -> onlyIfNone = true;
                case "GET" -> tells = true;
                case "PX" -> lifeMs = Long.parseLong(args.get(++i));
                default -> throw new Keyspace.Refused("ERR syntax error");
            }
        }
        boolean writes = before == null || !onlyIfNone;
        if (writes) {
            keys.put(key, args.get(1));
        }
        if (writes && lifeMs > 0) {
            keys.expire(key, keys.nowMs() + lifeMs);
        }
        if (tells) {
            return Reply.bulk(before);
        }
        return writes ? Reply.OK : Reply.NOTHING;
    }

    private Reply setnx(List<String> args) {
        boolean free = keys.text(args.getFirst()) == null;
        if (free) {
            keys.put(args.get(0), args.get(1));
        }
        return Reply.yes(free);
    }

    private Reply del(List<String> args) {
        return Reply.number(args.stream().filter(keys::remove).count());
    }

    private Reply pexpire(List<String> args) {
        return Reply.yes(keys.expire(args.get(0), keys.nowMs() + Long.parseLong(args.get(1))));
    }

    private Reply pttl(List<String> args) {
        String key = args.getFirst();
        Long end = keys.endMs(key);
        boolean is = end != null || keys.names().contains(key);
        return Reply.number(end != null ? end - keys.nowMs() : is ? -1 : -2);
    }

    private Reply sadd(List<String> args) {
        Set<String> set = keys.setToWrite(args.getFirst());
        return Reply.number(args.stream().skip(1).filter(set::add).count());
    }

    /// All keys of a pattern that ends with `*`, in one go.
    private Reply scan(List<String> args) {
        String pattern = args.get(1 + args.indexOf("MATCH"));
        String prefix = pattern.substring(0, pattern.length() - 1);
        List<String> found = keys.names().stream().filter(it -> it.startsWith(prefix)).toList();
        return Reply.many(Reply.bulk("0"), Reply.texts(found));
    }
}
