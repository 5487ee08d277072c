package dev.fairgate.risk.http;

/// The characters that an id may have, all of them ASCII.
final class Alphabet {

    private final boolean[] has = new boolean[128];

    private Alphabet(String characters) {
        for (int i = 0; i < characters.length(); i++) {
            has[characters.charAt(i)] = true;
        }
    }

    static Alphabet of(String characters) {
        return new Alphabet(characters);
    }

    /// Whether a text has no other characters.
    boolean spells(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character >= has.length || !has[character]) {
                return false;
            }
        }
        return true;
    }
}
