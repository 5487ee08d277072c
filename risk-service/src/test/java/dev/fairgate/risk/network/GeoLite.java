package dev.fairgate.risk.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The two databases of a first run, whole and in pieces.
final class GeoLite {

    /// 100 KiB of the search tree.
    private static final int DAMAGE = 100 << 10;

    private GeoLite() {}

    static byte[] asn() {
        return bytes("GeoLite2-ASN.mmdb");
    }

    static byte[] country() {
        return bytes("GeoLite2-Country.mmdb");
    }

    /// The end of the file, and with it its metadata, is missing.
    static byte[] cutAsn() {
        byte[] whole = asn();
        return Arrays.copyOf(whole, whole.length / 2);
    }

    /// Opens, but its search tree leads out of the file.
    static byte[] damagedAsn() {
        byte[] whole = asn();
        Arrays.fill(whole, 0, DAMAGE, (byte) 0xff);
        return whole;
    }

    /// One text of the database, each of its places, replaced by another of as many bytes.
    static byte[] asnWith(String text, String other) {
        // One char a byte: nothing is lost on the way there and back.
        String other8Bit =
                new String(other.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        String whole = new String(asn(), StandardCharsets.ISO_8859_1);
        if (!whole.contains(text) || text.length() != other8Bit.length()) {
            throw new IllegalArgumentException("no replacement for " + text);
        }
        return whole.replace(text, other8Bit).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String resource) {
        try (InputStream stream = GeoLite.class.getClassLoader().getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("no " + resource);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
