package dev.fairgate.models.card;

/// Text for elements and attributes.
final class Markup {

    private Markup() {}

    /// Text that means itself, and has no character that XML forbids.
    static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints()
                .forEach(
                        it -> {
                            switch (it) {
                                case '&' -> out.append("&amp;");
                                case '<' -> out.append("&lt;");
                                case '>' -> out.append("&gt;");
                                case '"' -> out.append("&quot;");
                                default -> out.appendCodePoint(isAllowed(it) ? it : 0xfffd);
                            }
                        });
        return out.toString();
    }

    private static boolean isAllowed(int c) {
        boolean isControl = c < ' ' && c != '\t' && c != '\n' && c != '\r';
        return !isControl && (c < 0xd800 || c > 0xdfff) && c != 0xfffe && c != 0xffff;
    }
}
