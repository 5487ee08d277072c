package dev.fairgate.models.replay;

import com.github.f4b6a3.ulid.Ulid;
import dev.fairgate.models.feature.Cells;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes all that a log of a CSV has in place of names, from one key. For one thread.
final class ReplayKey {

    // What the decision log takes for ids.
    private static final Pattern ACCOUNT = Pattern.compile("[a-z0-9_-]{1,64}");
    private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private static final int BYTES = 16;

    private final Mac mac;
    private final Cells cells;
    private final String epoch;
    private final long ids;

    /// @param key at least 16 bytes
    ReplayKey(byte[] key) {
        try {
            this.mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
        this.cells = new Cells(key);
        this.epoch = HexFormat.of().formatHex(hash("fairgate replay epoch 1\n"), 0, 6);
        this.ids = ByteBuffer.wrap(hash("fairgate replay ids 1\n")).getLong() & 0xff_ffff_ffffL;
    }

    Cells cells() {
        return cells;
    }

    /// The id of the pseudonyms' key.
    String epoch() {
        return epoch;
    }

    /// The pseudonym of a network, made as the risk service makes it.
    String network(Address address, int bits) {
        String text = "fairgate address 1\n" + bits + "\n" + address.network(bits) + "\n";
        byte[] whole = hash(text);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(whole, BYTES));
    }

    /// A name itself where a log takes it, else a pseudonym: mail addresses stay out of logs.
    String account(String name) {
        return ACCOUNT.matcher(name).matches() ? name : pseudonym(name);
    }

    /// The same of a device.
    String device(String name) {
        return DEVICE.matcher(name).matches() ? name : pseudonym(name);
    }

    /// The id of the decision about a row: unique within a file, in the order of time and line.
    String decision(long at, long line) {
        long high = (at << 16) | (ids >>> 24);
        long low = (ids << 40) | (line & 0xff_ffff_ffffL);
        return new Ulid(high, low).toString();
    }

    private String pseudonym(String name) {
        return "x-" + HexFormat.of().formatHex(hash("fairgate name 1\n" + name), 0, BYTES);
    }

    private byte[] hash(String text) {
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}
