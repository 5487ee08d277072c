package dev.fairgate.risk.review;

import dev.fairgate.risk.http.JsonFields;
import java.util.Optional;

/// Words of people, in whatever language: kept and given back as they are, never as markup.
///
/// Refused is what no person writes and a screen may obey: control characters other than the line
/// end, halves of characters, and what turns the direction of the text after it around.
final class PlainWords {

    /// Characters, each of them one, however many bytes or UTF-16 units it takes.
    static final int MOST = 500;

    private PlainWords() {}

    /// A field that must be there and say something.
    static String required(JsonFields body, String name) {
        String words = body.text(name, ReviewEndpoint.MOST_BYTES);
        if (words.isBlank()) {
            throw body.fault(name, "must not be empty");
        }
        return plain(body, name, words);
    }

    /// A field that may be absent or empty.
    static Optional<String> optional(JsonFields body, String name) {
        return body.optionalText(name, ReviewEndpoint.MOST_BYTES)
                .filter(words -> !words.isBlank())
                .map(words -> plain(body, name, words));
    }

    private static String plain(JsonFields body, String name, String words) {
        if (words.codePointCount(0, words.length()) > MOST) {
            throw body.fault(name, "must be a text of at most " + MOST + " characters");
        }
        if (!words.codePoints().allMatch(PlainWords::isPlain)) {
            throw body.fault(
                    name, "must be plain text, without control characters but the line end");
        }
        return words;
    }

    private static boolean isPlain(int character) {
        return character == '\n'
                || !(Character.isISOControl(character)
                        || Character.getType(character) == Character.SURROGATE
                        || turnsAround(character));
    }

    /// Embeddings, overrides and isolates of the bidirectional algorithm (Unicode annex 9).
    private static boolean turnsAround(int character) {
        return (character >= 0x202A && character <= 0x202E)
                || (character >= 0x2066 && character <= 0x2069);
    }
}
