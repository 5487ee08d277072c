package dev.fairgate.risk.network;

/// Text of unknown origin, made fit for one line of a log or a page.
final class PlainText {

    private PlainText() {}

    /// Leaves out what does not stand for a visible character, the characters that turn the
    /// direction of text among them, and cuts.
    ///
    /// @param most chars of the result
    static String of(String text, int most) {
        StringBuilder plain = new StringBuilder(Math.min(text.length(), most));
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            if (plain.length() + Character.charCount(character) > most) {
                break;
            }
            if (isVisible(character)) {
                plain.appendCodePoint(character);
            }
        }
        return plain.toString().strip();
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED ->
                    false;
            default -> true;
        };
    }
}
