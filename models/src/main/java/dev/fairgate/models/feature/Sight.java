package dev.fairgate.models.feature;

/// One request, as the profile of one of its entities sees it.
///
/// @param at ms since 1970, by the ledger
/// @param first which cell of the first kind that [EntityKind] names was seen, 0 to 255; -1 for
///     none
/// @param second the same of the second kind
/// @param country two letters as two bytes; 0 for unknown
/// @param honeypot whether it asks for what no page links to
public record Sight(long at, int first, int second, short country, boolean honeypot) {

    /// Not seen.
    public static final int NONE = -1;

    /// Checks the cells.
    public Sight {
        if (first < NONE || first > 255 || second < NONE || second > 255) {
            throw new IllegalArgumentException("cells are -1 to 255: " + first + ", " + second);
        }
    }

    /// Two letters as two bytes; 0 for anything else.
    public static short country(String letters) {
        return letters.length() == 2
                ? (short) ((letters.charAt(0) & 0xff) << 8 | (letters.charAt(1) & 0xff))
                : 0;
    }
}
