package dev.fairgate.models.dataset;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What the fields of logs, labels and outcomes may hold. Throws `IllegalArgumentException` for
/// what they may not, which goes on after "is no line: ".
final class Ids {

    private static final Pattern DECISION = Pattern.compile("[0-9A-HJKMNP-TV-Z]{26}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,64}");
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9_.:/-]{1,128}");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final int LONGEST_SOURCE = 64;

    private static final Set<String> OUTCOMES =
            Set.of("held", "paid", "lapsed", "cancelled", "chargeback", "refund_due");

    private Ids() {}

    static String decision(String text) {
        require(DECISION.matcher(text).matches(), "its decisionId is none");
        return text;
    }

    /// Of an account or a sale.
    static String name(String text) {
        require(NAME.matcher(text).matches(), "its account or sale has a name that none has");
        return text;
    }

    /// Of an order or a payment.
    static String reference(String text) {
        require(REFERENCE.matcher(text).matches(), "its order or payment is none");
        return text;
    }

    static String outcome(String text) {
        require(OUTCOMES.contains(text), "its outcome is none");
        return text;
    }

    static String source(String text) {
        require(
                !text.isBlank() && text.length() <= LONGEST_SOURCE,
                "the source of its label is none, or too long");
        return text;
    }

    static boolean isBot(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "bot", "1", "true" -> true;
            case "human", "0", "false" -> false;
            default -> throw new IllegalArgumentException("its label is neither bot nor human");
        };
    }

    static long time(Instant time) {
        require(
                !time.isBefore(Instant.EPOCH) && !time.isAfter(LAST),
                "its time is not within 1970 to 9999");
        return time.toEpochMilli();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
