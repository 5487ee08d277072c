package dev.fairgate.risk.http;

/// How ids are spelled, all of them in ASCII.
public final class Spelling {

    /// How long a name may be that another system gave, such as an order id.
    public static final int LONGEST_REFERENCE = 128;

    private static final int LONGEST_ID = 64;
    private static final int ULID_LENGTH = 26;
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final Alphabet ID = Alphabet.of("abcdefghijklmnopqrstuvwxyz0123456789_-");
    private static final Alphabet DEVICE = Alphabet.of(LETTERS + "0123456789_-");
    private static final Alphabet REFERENCE = Alphabet.of(LETTERS + "0123456789_-.:/");
    private static final Alphabet ULID = Alphabet.of("0123456789ABCDEFGHJKMNPQRSTVWXYZ");

    private Spelling() {}

    /// An id of ours: 1 to 64 of a-z, 0-9, _ and -.
    public static boolean isId(String text) {
        return isSpelled(text, ID, LONGEST_ID);
    }

    /// A device id: 1 to 64 of A-Z, a-z, 0-9, _ and -.
    public static boolean isDevice(String text) {
        return isSpelled(text, DEVICE, LONGEST_ID);
    }

    /// A name that another system gave: letters, digits and `_ - . : /`.
    public static boolean isReference(String text, int longest) {
        return isSpelled(text, REFERENCE, longest);
    }

    /// A ULID in its canonical spelling. 26 digits of 5 bits are 2 more than the 128 of a ULID: the
    /// first has 3.
    public static boolean isUlid(String text) {
        return text.length() == ULID_LENGTH && text.charAt(0) <= '7' && ULID.spells(text);
    }

    private static boolean isSpelled(String text, Alphabet alphabet, int longest) {
        return !text.isEmpty() && text.length() <= longest && alphabet.spells(text);
    }
}
