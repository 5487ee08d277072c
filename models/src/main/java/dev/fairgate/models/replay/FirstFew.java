package dev.fairgate.models.replay;

import java.util.ArrayList;
import java.util.List;

/// Counts, and keeps the first five.
public final class FirstFew {

    private static final int MOST = 5;

    private final List<String> texts = new ArrayList<>(MOST);
    private long count;

    /// Another one.
    public void add(String text) {
        count++;
        if (texts.size() < MOST) {
            texts.add(text);
        }
    }

    /// How many there are.
    public long count() {
        return count;
    }

    /// The first five.
    public List<String> texts() {
        return List.copyOf(texts);
    }
}
