package dev.fairgate.benchmarks.arena.report;

import java.util.Locale;

/// What XML asks of text and numbers.
final class Markup {

    private Markup() {}

    /// Text that means itself in elements and attributes, and has no character that XML forbids.
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
                                case '\'' -> out.append("&#39;");
                                default -> out.appendCodePoint(allowed(it) ? it : 0xfffd);
                            }
                        });
        return out.toString();
    }

    /// A length with one decimal, none where it is whole: `12.5`, `12`.
    static String number(double length) {
        String text = String.format(Locale.ROOT, "%.1f", length);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static boolean allowed(int c) {
        boolean control = c < ' ' && c != '\t' && c != '\n' && c != '\r';
        boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return !control && !surrogate && c != 0xfffe && c != 0xffff;
    }
}
