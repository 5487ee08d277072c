package dev.fairgate.risk.store;

import org.jspecify.annotations.Nullable;

/// What became of a [Swap].
public sealed interface Seen {

    /// It was done.
    record Done() implements Seen {
        static final Done DONE = new Done();
    }

    /// It was not done, or asked for nothing but a look: the key has this value, or none.
    final class Held implements Seen {
        static final Held NOTHING = new Held(null);

        private final byte @Nullable [] value;

        Held(byte @Nullable [] value) {
            this.value = value;
        }

        /// The key's value; null for none.
        public byte @Nullable [] value() {
            return value;
        }
    }

    /// Whoever owns the key does not answer. Whether the swap was done is unknown.
    record Lost() implements Seen {
        static final Lost LOST = new Lost();
    }
}
