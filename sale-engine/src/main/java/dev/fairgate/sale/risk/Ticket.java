package dev.fairgate.sale.risk;

import dev.fairgate.sale.RefusedToStart;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.stock.Commit;
import dev.fairgate.sale.stock.OrderId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The admission ticket: a verdict that buys once. It burns when the commit writes the order that
/// is named after its id, and never reaches a buyer.
///
/// On the wire: `base64url(payload) "." base64url(HMAC-SHA-256(key, payload))`, where the payload
/// is ten fields, each a 2-byte big-endian length and UTF-8 bytes: `fairgate.ticket.1`, key id,
/// ticket id (ULID in ledger time), account, sale, quantity, termsVersion, policyVersion, decision
/// id, expiry in epoch milliseconds. Lengths keep one field's end from becoming the next one's
/// start.
public record Ticket(
        OrderId order,
        String account,
        int quantity,
        long termsVersion,
        long policyVersion,
        String decisionId,
        Instant expiresAt) {

    private static final String PURPOSE = "fairgate.ticket.1";
    private static final int FIELDS = 10;
    private static final int MAX_LENGTH = 1024;

    public Ticket {
        if (quantity < 1 || termsVersion < 0 || policyVersion < 0 || !Commit.isPlain(decisionId)) {
            throw new IllegalArgumentException("a ticket that no commit takes");
        }
    }

    /// Keys by their id; two are live while one replaces the other.
    public record Keys(Map<String, SecretKeySpec> byId) {

        public Keys {
            byId = Map.copyOf(byId);
        }

        /// Reads `id:base64,id:base64`, each key at least 32 bytes.
        static Keys parse(String text) {
            Map<String, SecretKeySpec> keys = new java.util.LinkedHashMap<>();
            for (String entry : text.split(",", -1)) {
                int colon = entry.indexOf(':');
                byte[] key = decode(entry.substring(colon + 1).strip());
                if (colon < 1 || key.length < 32) {
                    throw malformed();
                }
                keys.put(entry.substring(0, colon).strip(), new SecretKeySpec(key, "HmacSHA256"));
            }
            return new Keys(keys);
        }

        private static byte[] decode(String base64) {
            try {
                return Base64.getDecoder().decode(base64);
            } catch (IllegalArgumentException e) {
                throw malformed();
            }
        }

        private static RefusedToStart malformed() {
            return new RefusedToStart(
                    "fairgate.keys.ticket: id:base64 of at least 32 bytes, comma between");
        }
    }

    /// Reads a ticket; empty when it is malformed, of an unknown key, or its MAC is wrong. Nothing
    /// in it is believed before the MAC is checked but the key's id.
    static Optional<Ticket> open(String text, Keys keys) {
        int dot = text.indexOf('.');
        if (dot < 1 || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            byte[] payload = Base64.getUrlDecoder().decode(text.substring(0, dot));
            byte[] mac = Base64.getUrlDecoder().decode(text.substring(dot + 1));
            return fields(payload).flatMap(fields -> read(fields, payload, mac, keys));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not base64, not a number, not an id, not fit to buy
        }
    }

    private static Optional<Ticket> read(
            List<String> fields, byte[] payload, byte[] mac, Keys keys) {
        SecretKeySpec key = keys.byId().get(fields.get(1));
        if (key == null
                || !MessageDigest.isEqual(mac(key, payload), mac)
                || !fields.getFirst().equals(PURPOSE)) {
            return Optional.empty();
        }
        return Optional.of(
                new Ticket(
                        new OrderId(new SaleId(fields.get(4)), fields.get(2)),
                        fields.get(3),
                        Integer.parseInt(fields.get(5)),
                        Long.parseLong(fields.get(6)),
                        Long.parseLong(fields.get(7)),
                        fields.get(8),
                        Instant.ofEpochMilli(Long.parseLong(fields.get(9)))));
    }

    private static Optional<List<String>> fields(byte[] payload) {
        ByteBuffer rest = ByteBuffer.wrap(payload);
        List<String> fields = new ArrayList<>(FIELDS);
        while (rest.remaining() >= 2) {
            int length = Short.toUnsignedInt(rest.getShort());
            if (length > rest.remaining()) {
                return Optional.empty();
            }
            byte[] field = new byte[length];
            rest.get(field);
            fields.add(new String(field, StandardCharsets.UTF_8));
        }
        return rest.hasRemaining() || fields.size() != FIELDS
                ? Optional.empty()
                : Optional.of(fields);
    }

    private static byte[] mac(SecretKeySpec key, byte[] payload) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(payload);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
