package dev.fairgate.models.replay;

import java.util.ArrayList;
import java.util.List;

/// Counts, and keeps the first five.
final class FirstFew {

    private static final int MOST = 5;

    private final List<String> texts = new ArrayList<>(MOST);
    private long count;

    void add(String text) {
        count++;
        if (texts.size() < MOST) {
            texts.add(text);
        }
    }

    long count() {
        return count;
    }

    List<String> texts() {
        return List.copyOf(texts);
    }
}
