package dev.fairgate.models.hands;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads one telemetry object as docs/contract/purchase.json has it, in one pass and without
/// keeping its events: every number is made while reading. Only a value that is not as agreed is
/// read twice, the second time to get past it.
final class TelemetryReader {

    private static final Field[] FIELDS = Field.values();
    private static final long YEAR_9999 = 253_402_300_799_999L;
    private static final int FARTHEST_PX = 10_000_000;

    private final JsonCursor json;
    private final Gestures gestures = new Gestures();
    private int seen;
    private long openedAt = -1;
    private long submittedAt = -1;
    private boolean webdriver;
    private boolean touch;

    private enum Field {
        PAGE_OPENED_AT("pageOpenedAt", 1),
        SUBMITTED_AT("submittedAt", 2),
        EVENTS("events", 4),
        WEBDRIVER("webdriver", 8),
        TIMEZONE("timezone", 16),
        LANGUAGES("languages", 32),
        SCREEN("screen", 64),
        TOUCH("touch", 128);

        /// Without the others a page is still one.
        private static final List<Field> NEEDED = List.of(PAGE_OPENED_AT, SUBMITTED_AT, EVENTS);

        private final String text;
        private final int bit;

        Field(String text, int bit) {
            this.text = text;
            this.bit = bit;
        }
    }

    TelemetryReader(String telemetry) {
        json = new JsonCursor(telemetry);
    }

    Hands read(long decidedAt) {
        if (!json.take('{')) {
            return Hands.MALFORMED;
        }
        fields();
        for (Field field : Field.NEEDED) {
            if ((seen & field.bit) == 0) {
                json.fault();
            }
        }
        Visit visit = Visit.of(openedAt, submittedAt, decidedAt);
        if (openedAt >= 0 && submittedAt >= 0 && gestures.lastAt() > submittedAt - openedAt) {
            json.fault(); // from the future, or the page was sent before it opened
        }
        return gestures.hands(visit, webdriver, touch, json.faults());
    }

    private void fields() {
        if (!json.take('}')) {
            do {
                field();
            } while (json.take(','));
            json.expect('}');
        }
        if (!json.atEnd()) {
            json.fail();
        }
    }

    private void field() {
        int start = json.peek() == '"' ? json.position() : -1;
        if (!json.text()) {
            json.fail();
            return;
        }
        Field field = endingHere(start);
        json.expect(':');
        int before = json.position();
        if (field == null || !isFirst(field) || !value(field)) {
            skipFrom(before);
        }
    }

    private boolean isFirst(Field field) {
        boolean first = (seen & field.bit) == 0;
        seen |= field.bit;
        return first;
    }

    private @Nullable Field endingHere(int start) {
        for (Field field : FIELDS) {
            if (json.wasText(start, field.text)) {
                return field;
            }
        }
        return null;
    }

    private void skipFrom(int start) {
        json.fault();
        json.back(start);
        json.skip();
    }

    /// Whether the value was one that the field may have; if not, the cursor is anywhere in it.
    private boolean value(Field field) {
        return switch (field) {
            case PAGE_OPENED_AT -> (openedAt = epoch()) >= 0;
            case SUBMITTED_AT -> (submittedAt = epoch()) >= 0;
            case EVENTS, LANGUAGES, SCREEN -> list(field);
            case WEBDRIVER -> (webdriver = json.word("true")) || json.word("false");
            case TIMEZONE -> json.text();
            case TOUCH -> (touch = json.word("true")) || json.word("false");
        };
    }

    private long epoch() {
        long epoch = json.whole();
        return epoch >= 0 && epoch <= YEAR_9999 ? epoch : -1;
    }

    private boolean list(Field field) {
        if (!json.take('[')) {
            return false;
        }
        if (!json.take(']')) {
            do {
                json.peek();
                int start = json.position();
                if (!item(field)) {
                    skipFrom(start);
                }
            } while (json.take(','));
            json.expect(']');
        }
        return true;
    }

    private boolean item(Field field) {
        return switch (field) {
            case EVENTS -> event();
            case LANGUAGES -> json.text();
            default -> json.whole() != JsonCursor.NO_NUMBER;
        };
    }

    /// Whether this was an event `[ms, kind, numbers…]` that counts.
    private boolean event() {
        long at = json.take('[') ? json.whole() : -1;
        if (at < 0 || at > Integer.MAX_VALUE || !json.take(',')) {
            return false;
        }
        char kind = json.letter();
        int numbers = Gestures.numbersOf(kind);
        int x = numbers > 0 ? place() : 0;
        int y = numbers > 1 ? place() : 0;
        return numbers >= 0
                && Math.max(Math.abs(x), Math.abs(y)) <= FARTHEST_PX
                && json.take(']')
                && gestures.add((int) at, kind, x, y);
    }

    private int place() {
        long place = json.take(',') ? json.whole() : JsonCursor.NO_NUMBER;
        return Math.clamp(place, -FARTHEST_PX - 1, FARTHEST_PX + 1);
    }
}
