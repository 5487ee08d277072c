package dev.fairgate.captcha.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Locale;

/// The text of a picture.
public final class PictureText {

    /// 16 characters, one for each value of four bits, so all are equally likely. Left out: those
    /// that look alike when bent (0 O D Q, 1 I L J, 2 Z, 5 S, 6 G, 8 B, U V) or are so wide that a
    /// row of them leaves the picture (M W).
    static final String ALPHABET = "ACEFHKNPRTXY3479";

    private PictureText() {}

    /// As many characters as asked for, each from one byte of the seed.
    ///
    /// @param seed secret bytes, at least one for each character
    public static String of(byte[] seed, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(seed[i] & 0x0f));
        }
        return text.toString();
    }

    /// Whether a person who typed the response meant the text: case and space around it do not
    /// matter. The comparison takes the same time wherever they differ.
    public static boolean isReadAs(String text, String response) {
        String typed = response.strip().toUpperCase(Locale.ROOT);
        return MessageDigest.isEqual(text.getBytes(UTF_8), typed.getBytes(UTF_8));
    }
}
