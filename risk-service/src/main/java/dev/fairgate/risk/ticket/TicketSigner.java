package dev.fairgate.risk.ticket;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;

/// Writes and signs tickets.
///
/// The payload is ten fields, each two bytes of length (big-endian) and its UTF-8 text:
/// `fairgate.ticket.1`, key id, jti, account, sale, quantity, terms version, policy version,
/// decision id, expiry in epoch milliseconds. The ticket is `base64url(payload) "."
/// base64url(HMAC-SHA-256(key, payload))`, without padding.
public final class TicketSigner {

    private static final String PURPOSE = "fairgate.ticket.1";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final SigningKey key;

    /// @param key the one that signs; older ones only verify, in the sale engine
    public TicketSigner(SigningKey key) {
        this.key = key;
    }

    /// The ticket as the sale engine takes it; it never reaches a buyer.
    public String sign(Ticket ticket) {
        byte[] payload = payload(ticket);
        return BASE64.encodeToString(payload) + "." + BASE64.encodeToString(mac(payload));
    }

    private byte[] payload(Ticket ticket) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(192);
        List.of(
                        PURPOSE,
                        key.id(),
                        ticket.jti(),
                        ticket.account(),
                        ticket.sale(),
                        Long.toString(ticket.quantity()),
                        Long.toString(ticket.termsVersion()),
                        Long.toString(ticket.policyVersion()),
                        ticket.decisionId(),
                        Long.toString(ticket.expiresAt().toEpochMilli()))
                .forEach(field -> append(bytes, field));
        return bytes.toByteArray();
    }

    private static void append(ByteArrayOutputStream bytes, String field) {
        byte[] text = field.getBytes(StandardCharsets.UTF_8);
        bytes.write(text.length >>> 8);
        bytes.write(text.length);
        bytes.writeBytes(text);
    }

    private byte[] mac(byte[] payload) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key.secret());
            return mac.doFinal(payload);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
