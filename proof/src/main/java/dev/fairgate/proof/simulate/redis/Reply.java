package dev.fairgate.proof.simulate.redis;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a command answers. Texts carry bytes, one in each character.
sealed interface Reply {

    Reply NOTHING = new Bulk(null);
    Reply OK = new Simple("OK");

    /// A text, or nothing.
    record Bulk(@Nullable String text) implements Reply {}

    /// A word of the server's own.
    record Simple(String text) implements Reply {}

    record Whole(long value) implements Reply {}

    record Failure(String message) implements Reply {}

    record Many(List<Reply> items) implements Reply {
        public Many {
            items = Collections.unmodifiableList(items);
        }
    }

    /// Names and values in turn: a map.
    record Pairs(List<Reply> items) implements Reply {
        public Pairs {
            items = Collections.unmodifiableList(items);
        }
    }

    static Reply pairs(Reply... items) {
        return new Pairs(Arrays.asList(items));
    }

    static Reply bulk(@Nullable String text) {
        return text == null ? NOTHING : new Bulk(text);
    }

    static Reply number(long value) {
        return new Whole(value);
    }

    static Reply yes(boolean value) {
        return new Whole(value ? 1 : 0);
    }

    static Reply many(Reply... items) {
        return new Many(Arrays.asList(items));
    }

    static Reply texts(List<String> texts) {
        return new Many(texts.stream().map(Reply::bulk).toList());
    }
}
