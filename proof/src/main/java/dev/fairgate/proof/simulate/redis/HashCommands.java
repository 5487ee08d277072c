package dev.fairgate.proof.simulate.redis;

import static dev.fairgate.proof.simulate.redis.Command.read;
import static dev.fairgate.proof.simulate.redis.Command.write;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Hashes, and members by score.
final class HashCommands {

    private final Keyspace keys;

    private HashCommands(Keyspace keys) {
        this.keys = keys;
    }

    static void addTo(Map<String, Command> all, Keyspace keys) {
        HashCommands it = new HashCommands(keys);
        all.put("HGET", read(args -> Reply.bulk(keys.hash(args.get(0)).get(args.get(1)))));
        all.put("HMGET", read(it::hmget));
        all.put("HGETALL", read(it::hgetall));
        all.put(
                "HEXISTS",
                read(args -> Reply.yes(keys.hash(args.get(0)).containsKey(args.get(1)))));
        all.put("HSET", write(it::hset));
        all.put("HSETNX", write(it::hsetnx));
        all.put("HDEL", write(it::hdel));
        all.put("HINCRBY", write(it::hincrby));
        all.put("ZADD", write(it::zadd));
        all.put("ZREM", write(it::zrem));
        all.put("ZRANGEBYSCORE", read(it::zrangebyscore));
    }

    private Reply hmget(List<String> args) {
        Map<String, String> hash = keys.hash(args.getFirst());
        List<Reply> values = new ArrayList<>();
        args.stream().skip(1).forEach(name -> values.add(Reply.bulk(hash.get(name))));
        return new Reply.Many(values);
    }

    private Reply hgetall(List<String> args) {
        List<Reply> pairs = new ArrayList<>();
        keys.hash(args.getFirst())
                .forEach(
                        (name, value) -> {
                            pairs.add(Reply.bulk(name));
                            pairs.add(Reply.bulk(value));
                        });
        return new Reply.Pairs(pairs);
    }

    private Reply hset(List<String> args) {
        if (args.size() < 3 || args.size() % 2 == 0) {
            throw new Keyspace.Refused("ERR wrong number of arguments for 'hset' command");
        }
        Map<String, String> hash = keys.hashToWrite(args.getFirst());
        long added = 0;
        for (int i = 1; i < args.size(); i += 2) {
            added += hash.put(args.get(i), args.get(i + 1)) == null ? 1 : 0;
        }
        return Reply.number(added);
    }

    private Reply hsetnx(List<String> args) {
        Map<String, String> hash = keys.hashToWrite(args.getFirst());
        return Reply.yes(hash.putIfAbsent(args.get(1), args.get(2)) == null);
    }

    private Reply hdel(List<String> args) {
        if (keys.hash(args.getFirst()).isEmpty()) {
            return Reply.number(0);
        }
        Map<String, String> hash = keys.hashToWrite(args.getFirst());
        long gone = args.stream().skip(1).filter(name -> hash.remove(name) != null).count();
        keys.removeIfEmpty(args.getFirst(), hash.isEmpty());
        return Reply.number(gone);
    }

    private Reply hincrby(List<String> args) {
        Map<String, String> hash = keys.hashToWrite(args.getFirst());
        long value = Long.parseLong(hash.getOrDefault(args.get(1), "0"));
        value += Long.parseLong(args.get(2));
        hash.put(args.get(1), Long.toString(value));
        return Reply.number(value);
    }

    /// Key, perhaps `NX`, one score and one member.
    private Reply zadd(List<String> args) {
        boolean nx = args.get(1).equals("NX");
        int at = nx ? 2 : 1;
        if (args.size() != at + 2) {
            throw new Keyspace.Refused("ERR syntax error");
        }
        Map<String, Double> ranked = keys.rankedToWrite(args.getFirst());
        Double score = Double.valueOf(args.get(at));
        String member = args.get(at + 1);
        boolean fresh = !ranked.containsKey(member);
        if (fresh || !nx) {
            ranked.put(member, score);
        }
        return Reply.yes(fresh);
    }

    private Reply zrem(List<String> args) {
        if (keys.ranked(args.getFirst()).isEmpty()) {
            return Reply.number(0);
        }
        Map<String, Double> ranked = keys.rankedToWrite(args.getFirst());
        long gone = args.stream().skip(1).filter(it -> ranked.remove(it) != null).count();
        keys.removeIfEmpty(args.getFirst(), ranked.isEmpty());
        return Reply.number(gone);
    }

    /// Key, least, most, `LIMIT`, offset 0, count.
    private Reply zrangebyscore(List<String> args) {
        double least = Double.parseDouble(args.get(1));
        double most = Double.parseDouble(args.get(2));
        long count = args.size() > 5 ? Long.parseLong(args.get(5)) : Long.MAX_VALUE;
        return Reply.texts(
                keys.ranked(args.getFirst()).entrySet().stream()
                        .filter(it -> it.getValue() >= least && it.getValue() <= most)
                        .sorted(
                                Comparator.comparingDouble(
                                        (Map.Entry<String, Double> it) -> it.getValue()))
                        .limit(count)
                        .map(Map.Entry::getKey)
                        .toList());
    }
}
