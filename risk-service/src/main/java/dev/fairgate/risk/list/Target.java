package dev.fairgate.risk.list;

import dev.fairgate.risk.http.Spelling;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Whom somebody has said something about.
///
/// @param value in its one spelling: an id, a block as [Prefix#text()] has it, the digits of an AS
///     number
record Target(Kind kind, String value) implements Reading<Target> {

    private static final Pattern ASN = Pattern.compile("(?:AS)?([1-9]\\d{0,9})");

    private static final Fault<Target> NO_ACCOUNT =
            new Fault<>("must be 1 to 64 of a-z, 0-9, _ and -");
    private static final Fault<Target> NO_DEVICE =
            new Fault<>("must be 1 to 64 of A-Z, a-z, 0-9, _ and -");
    private static final Fault<Target> NO_ASN =
            new Fault<>("must be an AS number from 1 to 2147483647, such as 64500 or AS64500");

    /// What it is.
    enum Kind {
        ACCOUNT,
        DEVICE,
        PREFIX,
        ASN;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Kind> fromWireName(String name) {
            return Stream.of(values()).filter(kind -> kind.wireName().equals(name)).findFirst();
        }

        /// Whether many people may be behind one.
        boolean isNetwork() {
            return this == PREFIX || this == ASN;
        }
    }

    Target {
        if (!isSpelled(kind, value)) {
            throw new IllegalArgumentException("no " + kind.wireName());
        }
    }

    /// Reads a text that stands for one.
    static Reading<Target> read(Kind kind, String text) {
        return switch (kind) {
            case ACCOUNT -> isSpelled(kind, text) ? new Target(kind, text) : NO_ACCOUNT;
            case DEVICE -> isSpelled(kind, text) ? new Target(kind, text) : NO_DEVICE;
            case PREFIX -> block(text);
            case ASN -> system(text);
        };
    }

    /// The block of a prefix.
    Prefix prefix() {
        return prefix(value).orElseThrow(() -> new IllegalStateException("not a prefix"));
    }

    /// The number of a system.
    int asn() {
        return Integer.parseInt(value);
    }

    private static Reading<Target> block(String text) {
        return switch (Prefix.read(text)) {
            case Prefix prefix -> new Target(Kind.PREFIX, prefix.text());
            case Fault<Prefix>(String rule) -> new Fault<>(rule);
        };
    }

    private static Reading<Target> system(String text) {
        var number = ASN.matcher(text);
        return number.matches() && isAsn(number.group(1))
                ? new Target(Kind.ASN, number.group(1))
                : NO_ASN;
    }

    private static boolean isSpelled(Kind kind, String value) {
        return switch (kind) {
            case ACCOUNT -> Spelling.isId(value);
            case DEVICE -> Spelling.isDevice(value);
            case PREFIX -> prefix(value).map(Prefix::text).filter(value::equals).isPresent();
            case ASN -> !value.startsWith("AS") && ASN.matcher(value).matches() && isAsn(value);
        };
    }

    /// Those past 2^31 are for private use, and no network data has them.
    private static boolean isAsn(String digits) {
        return Long.parseLong(digits) <= Integer.MAX_VALUE;
    }

    private static Optional<Prefix> prefix(String text) {
        return Prefix.read(text) instanceof Prefix prefix ? Optional.of(prefix) : Optional.empty();
    }
}
