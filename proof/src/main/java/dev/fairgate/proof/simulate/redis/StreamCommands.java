package dev.fairgate.proof.simulate.redis;

import static dev.fairgate.proof.simulate.redis.Command.read;
import static dev.fairgate.proof.simulate.redis.Command.write;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Streams and their consumer groups, in the forms that Fairgate sends.
final class StreamCommands {

    private final Keyspace keys;

    private StreamCommands(Keyspace keys) {
        this.keys = keys;
    }

    static void addTo(Map<String, Command> all, Keyspace keys) {
        StreamCommands it = new StreamCommands(keys);
        all.put("XADD", write(it::add));
        all.put("XLEN", read(it::length));
        all.put("XRANGE", read(it::range));
        all.put("XGROUP", write(it::createGroup));
        all.put("XREADGROUP", write(it::readGroup));
        all.put("XAUTOCLAIM", write(it::claim));
        all.put("XACK", write(it::acknowledge));
        all.put("XPENDING", read(it::pending));
        all.put("XTRIM", write(it::trim));
        all.put("XINFO", read(it::info));
    }

    /// Key, perhaps `MAXLEN n`, `*`, fields.
    private Reply add(List<String> args) {
        StreamValue stream = keys.streamToWrite(args.getFirst());
        boolean bounded = args.get(1).equals("MAXLEN");
        int star = bounded ? 3 : 1;
        require(args.get(star).equals("*") && (args.size() - star) % 2 == 1);
        String id = stream.add(keys.nowMs(), args.subList(star + 1, args.size()));
        if (bounded) {
            stream.keep(Integer.parseInt(args.get(2)));
        }
        return Reply.bulk(id);
    }

    private Reply length(List<String> args) {
        StreamValue stream = keys.stream(args.getFirst());
        return Reply.number(stream == null ? 0 : stream.entries.size());
    }

    /// Key, from, to, `COUNT`, count.
    private Reply range(List<String> args) {
        StreamValue stream = keys.stream(args.getFirst());
        int count = args.size() > 4 ? Integer.parseInt(args.get(4)) : Integer.MAX_VALUE;
        return new Reply.Many(
                stream == null
                        ? List.of()
                        : stream.range(from(args.get(1)), to(args.get(2)), count));
    }

    private static StreamId from(String text) {
        if (text.startsWith("(")) {
            return StreamId.of(text.substring(1)).next();
        }
        return text.equals("-") ? StreamId.FIRST : StreamId.of(text);
    }

    private static StreamId to(String text) {
        return text.equals("+") ? StreamId.LAST : StreamId.of(text);
    }

    /// `CREATE`, key, group, id, `MKSTREAM`.
    private Reply createGroup(List<String> args) {
        require(args.get(0).equals("CREATE") && args.get(3).equals("0-0"));
        StreamValue stream = keys.streamToWrite(args.get(1));
        if (stream.groups.containsKey(args.get(2))) {
            throw new Keyspace.Refused("BUSYGROUP Consumer Group name already exists");
        }
        stream.groups.put(args.get(2), new StreamValue.Group(StreamId.FIRST));
        return Reply.OK;
    }

    /// `GROUP`, group, consumer, `COUNT`, count, `STREAMS`, key, `>`.
    private Reply readGroup(List<String> args) {
        require(args.get(3).equals("COUNT") && args.get(7).equals(">"));
        String key = args.get(6);
        StreamValue stream = keys.stream(key);
        StreamValue.Group group = group(stream, key, args.get(1));
        List<Reply> read =
                stream == null
                        ? List.of()
                        : stream.next(
                                group, args.get(2), Integer.parseInt(args.get(4)), keys.nowMs());
        return read.isEmpty() ? Reply.NOTHING : Reply.pairs(Reply.bulk(key), new Reply.Many(read));
    }

    private static StreamValue.Group group(@Nullable StreamValue stream, String key, String name) {
        StreamValue.Group group = stream == null ? null : stream.groups.get(name);
        if (group == null) {
            throw new Keyspace.Refused(
                    "NOGROUP No such key '" + key + "' or consumer group '" + name + "'");
        }
        return group;
    }

    /// Key, group, consumer, least idle time, start, `COUNT`, count.
    private Reply claim(List<String> args) {
        StreamValue stream = keys.stream(args.getFirst());
        StreamValue.Group group = group(stream, args.get(0), args.get(1));
        return stream == null
                ? Reply.NOTHING
                : stream.claim(
                        group,
                        args.get(2),
                        Long.parseLong(args.get(3)),
                        StreamId.of(args.get(4)),
                        Integer.parseInt(args.get(6)),
                        keys.nowMs());
    }

    private Reply acknowledge(List<String> args) {
        StreamValue stream = keys.stream(args.getFirst());
        StreamValue.Group group = stream == null ? null : stream.groups.get(args.get(1));
        return Reply.number(
                group == null
                        ? 0
                        : args.stream()
                                .skip(2)
                                .filter(id -> group.pending.remove(StreamId.of(id)) != null)
                                .count());
    }

    /// Key, group; or key, group, from, to, count.
    private Reply pending(List<String> args) {
        StreamValue.Group group = group(keys.stream(args.getFirst()), args.get(0), args.get(1));
        if (args.size() == 2) {
            return summary(group);
        }
        List<Reply> told =
                group
                        .pending
                        .subMap(StreamId.of(args.get(2)), true, StreamId.of(args.get(3)), true)
                        .entrySet()
                        .stream()
                        .limit(Long.parseLong(args.get(4)))
                        .map(it -> pending(it.getKey(), it.getValue()))
                        .toList();
        return new Reply.Many(told);
    }

    private Reply pending(StreamId id, StreamValue.Pending it) {
        return Reply.many(
                Reply.bulk(id.toString()),
                Reply.bulk(it.consumer),
                Reply.number(keys.nowMs() - it.deliveredMs),
                Reply.number(it.times));
    }

    private static Reply summary(StreamValue.Group group) {
        if (group.pending.isEmpty()) {
            return Reply.many(Reply.number(0), Reply.NOTHING, Reply.NOTHING, Reply.NOTHING);
        }
        return Reply.many(
                Reply.number(group.pending.size()),
                Reply.bulk(group.pending.firstKey().toString()),
                Reply.bulk(group.pending.lastKey().toString()),
                consumers(group));
    }

    private static Reply consumers(StreamValue.Group group) {
        Map<String, Long> counts = new TreeMap<>();
        group.pending.values().forEach(it -> counts.merge(it.consumer, 1L, Long::sum));
        return new Reply.Many(
                counts.entrySet().stream()
                        .map(it -> Reply.texts(List.of(it.getKey(), it.getValue().toString())))
                        .toList());
    }

    /// Key, `MINID`, perhaps `=`, id.
    private Reply trim(List<String> args) {
        require(args.get(1).equals("MINID"));
        StreamValue stream = keys.stream(args.getFirst());
        return Reply.number(stream == null ? 0 : stream.trim(StreamId.of(args.getLast())));
    }

    /// `GROUPS`, key.
    private Reply info(List<String> args) {
        require(args.getFirst().equals("GROUPS"));
        StreamValue stream = keys.stream(args.get(1));
        if (stream == null) {
            throw new Keyspace.Refused("ERR no such key");
        }
        return new Reply.Many(stream.groups.entrySet().stream().map(stream::told).toList());
    }

    private static void require(boolean isKnownForm) {
        if (!isKnownForm) {
            throw new IllegalArgumentException("a form of this command that is not simulated");
        }
    }
}
