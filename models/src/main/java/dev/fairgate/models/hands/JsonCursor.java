package dev.fairgate.models.hands;

/// A place in a JSON text that only moves forward, and the faults found so far.
///
/// Text that cannot be JSON ends the reading where it stands ([#fail()]): what was read until then
/// counts. There is no recursion, so that depth costs nothing.
final class JsonCursor {

    /// Faults are counted up to here.
    static final int MAX_FAULTS = 1000;

    /// What [#whole()] gives for anything but an integer of at most 15 digits.
    static final long NO_NUMBER = Long.MIN_VALUE;

    private static final int MAX_DIGITS = 15;

    private final String json;
    private final int length;
    private int at;
    private int faults;
    private boolean failed;

    JsonCursor(String json) {
        this.json = json;
        this.length = json.length();
    }

    int faults() {
        return faults;
    }

    /// Counts one more, unless the reading has ended: what is missing then is no fault of its own.
    void fault() {
        if (!failed && faults < MAX_FAULTS) {
            faults++;
        }
    }

    /// One fault, after which there is nothing more to read.
    void fail() {
        if (!failed) {
            fault();
            failed = true;
            at = length;
        }
    }

    int position() {
        return at;
    }

    /// Back to where a value began that turned out to be another one than hoped for.
    void back(int position) {
        if (!failed) {
            at = position;
        }
    }

    /// The next character that is no white space, 0 at the end.
    char peek() {
        int next = at;
        while (next < length) {
            char c = json.charAt(next);
            if (c > ' ' || !isSpace(c)) {
                at = next;
                return c;
            }
            next++;
        }
        at = length;
        return 0;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    /// Moves over a character if it is the next one.
    boolean take(char wanted) {
        if (peek() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    /// As [#take(char)]; anything else cannot be JSON.
    void expect(char wanted) {
        if (!take(wanted)) {
            fail();
        }
    }

    /// Whether this is, letter for letter, the text that began at a position and ends here.
    boolean wasText(int position, String text) {
        return at - position == text.length() + 2 && json.startsWith(text, position + 1);
    }

    boolean atEnd() {
        peek();
        return at == length;
    }

    /// Moves over a word such as `true` if it is next.
    boolean word(String word) {
        peek();
        if (!json.startsWith(word, at)) {
            return false;
        }
        at += word.length();
        return true;
    }

    /// Moves over an integer as JSON writes it. At anything else it gives [#NO_NUMBER] and stays
    /// somewhere within the value.
    long whole() {
        boolean negative = peek() == '-';
        int start = negative ? at + 1 : at;
        int next = start;
        long value = 0;
        char c = charAt(next);
        while (c >= '0' && c <= '9') {
            value = value * 10 + (c - '0');
            c = charAt(++next);
        }
        at = next;
        int digits = next - start;
        boolean leadingZero = digits > 1 && json.charAt(start) == '0';
        if (digits == 0 || digits > MAX_DIGITS || leadingZero || !endsValue(c)) {
            return NO_NUMBER;
        }
        return negative ? -value : value;
    }

    /// White space beyond the end.
    private char charAt(int position) {
        return position < length ? json.charAt(position) : ' ';
    }

    private static boolean endsValue(char c) {
        return c == ',' || c == ']' || c == '}' || c <= ' ';
    }

    /// Moves over a text of one plain character and gives that; at anything else it gives 0.
    char letter() {
        if (peek() != '"' || at + 2 >= length || json.charAt(at + 2) != '"') {
            return 0;
        }
        char letter = json.charAt(at + 1);
        at += 3;
        return letter;
    }

    /// Moves over a text; a fault if it is not well-formed. Not at a text: gives false.
    boolean text() {
        if (!take('"')) {
            return false;
        }
        boolean well = true;
        while (at < length) {
            char c = json.charAt(at++);
            if (c == '"') {
                if (!well) {
                    fault();
                }
                return true;
            }
            if (c == '\\') {
                well &= escape();
            } else if (c < ' ' || Character.isSurrogate(c)) {
                well &= c >= ' ' && pair(c);
            }
        }
        fail();
        return true;
    }

    private boolean escape() {
        char c = at < length ? json.charAt(at++) : 0;
        if (c != 'u') {
            return "\"\\/bfnrt".indexOf(c) >= 0;
        }
        int end = Math.min(length, at + 4);
        int start = at;
        while (at < end && Character.digit(json.charAt(at), 16) >= 0 && json.charAt(at) < 128) {
            at++;
        }
        return at - start == 4;
    }

    private boolean pair(char high) {
        if (Character.isHighSurrogate(high)
                && at < length
                && Character.isLowSurrogate(json.charAt(at))) {
            at++;
            return true;
        }
        return false;
    }

    /// Moves over a value whatever it is, without looking at what it means.
    void skip() {
        int depth = 0;
        do {
            char c = peek();
            if (c == '[' || c == '{') {
                depth++;
                at++;
            } else if (c == '"') {
                text();
            } else if (depth > 0 && at < length) {
                depth -= c == ']' || c == '}' ? 1 : 0;
                at++;
            } else {
                skipWord();
            }
        } while (depth > 0 && at < length);
        if (depth > 0) {
            fail();
        }
    }

    private void skipWord() {
        while (!endsValue(charAt(at))) {
            at++;
        }
    }
}
