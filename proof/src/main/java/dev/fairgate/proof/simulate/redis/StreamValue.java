package dev.fairgate.proof.simulate.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A stream and its consumer groups.
final class StreamValue {

    final TreeMap<StreamId, List<String>> entries = new TreeMap<>();
    final Map<String, Group> groups = new TreeMap<>();
    private StreamId last = StreamId.FIRST;

    /// An entry that was delivered and not acknowledged.
    static final class Pending {
        final String consumer;
        final long deliveredMs;
        final long times;

        Pending(String consumer, long deliveredMs, long times) {
            this.consumer = consumer;
            this.deliveredMs = deliveredMs;
            this.times = times;
        }
    }

    /// Who reads, and how far it is.
    static final class Group {
        StreamId delivered;
        final TreeMap<StreamId, Pending> pending = new TreeMap<>();

        Group(StreamId delivered) {
            this.delivered = delivered;
        }
    }

    String add(long nowMs, List<String> fields) {
        last = nowMs > last.ms() ? new StreamId(nowMs, 0) : last.next();
        entries.put(last, List.copyOf(fields));
        return last.toString();
    }

    /// The next entries for a group, which are pending from then on.
    List<Reply> next(Group group, String consumer, int count, long nowMs) {
        List<Reply> read = new ArrayList<>();
        for (Map.Entry<StreamId, List<String>> it :
                entries.tailMap(group.delivered, false).entrySet()) {
            if (read.size() == count) {
                break;
            }
            group.delivered = it.getKey();
            group.pending.put(it.getKey(), new Pending(consumer, nowMs, 1));
            read.add(told(it.getKey(), it.getValue()));
        }
        return read;
    }

    /// Entries that were delivered long enough ago, to be delivered once more.
    Reply claim(Group group, String consumer, long idleMs, StreamId from, int count, long nowMs) {
        List<Reply> claimed = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        StreamId cursor = StreamId.FIRST;
        for (StreamId id : List.copyOf(group.pending.tailMap(from, true).keySet())) {
            if (claimed.size() + gone.size() == count) {
                cursor = id;
                break;
            }
            Pending was = group.pending.get(id);
            List<String> fields = entries.get(id);
            if (fields == null) {
                group.pending.remove(id);
                gone.add(id.toString());
            } else if (was != null && nowMs - was.deliveredMs >= idleMs) {
                group.pending.put(id, new Pending(consumer, nowMs, was.times + 1));
                claimed.add(told(id, fields));
            }
        }
        return Reply.many(
                Reply.bulk(cursor.toString()), new Reply.Many(claimed), Reply.texts(gone));
    }

    List<Reply> range(StreamId from, StreamId to, int count) {
        return entries.subMap(from, true, to, true).entrySet().stream()
                .limit(count)
                .map(it -> told(it.getKey(), it.getValue()))
                .toList();
    }

    long trim(StreamId below) {
        Map<StreamId, List<String>> old = entries.headMap(below, false);
        long count = old.size();
        old.clear();
        return count;
    }

    /// Keeps the newest only.
    void keep(int most) {
        while (entries.size() > most) {
            entries.pollFirstEntry();
        }
    }

    Reply told(Map.Entry<String, Group> it) {
        Group group = it.getValue();
        return Reply.pairs(
                Reply.bulk("name"),
                Reply.bulk(it.getKey()),
                Reply.bulk("consumers"),
                Reply.number(1),
                Reply.bulk("pending"),
                Reply.number(group.pending.size()),
                Reply.bulk("last-delivered-id"),
                Reply.bulk(group.delivered.toString()),
                Reply.bulk("lag"),
                Reply.number(after(group)));
    }

    /// Entries that the group was never given.
    long after(Group group) {
        return entries.tailMap(group.delivered, false).size();
    }

    private static Reply told(StreamId id, List<String> fields) {
        return Reply.many(Reply.bulk(id.toString()), Reply.texts(fields));
    }
}
