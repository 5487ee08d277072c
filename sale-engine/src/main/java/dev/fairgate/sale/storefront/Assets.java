package dev.fairgate.sale.storefront;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// The static parts of the pages, read and compressed once.
///
/// One fingerprint stands for all of them: `/assets/v-<fingerprint>/sale.js` never changes, and
/// what a script imports beside itself has the same one. So nothing has to rewrite the scripts, and
/// a cache may keep them for good. Under any other fingerprint (a page of another release, during
/// its roll-out) and without one, a part is as it is now and soon looked at again.
final class Assets {

    private static final String FOLDER = "/storefront/assets/";
    private static final Pattern PINNED = Pattern.compile("v-([0-9a-f]{12})/(.+)");

    private final SortedMap<String, byte[]> plain;
    private final Map<String, byte[]> packed = new TreeMap<>();
    private final String fingerprint;

    private Assets(SortedMap<String, byte[]> parts) {
        this.plain = parts;
        parts.forEach((name, bytes) -> packed.put(name, pack(bytes)));
        this.fingerprint = fingerprint(parts);
    }

    static Assets load() {
        SortedMap<String, byte[]> parts = new TreeMap<>();
        try {
            for (Resource resource :
                    new PathMatchingResourcePatternResolver()
                            .getResources("classpath:" + FOLDER.substring(1) + "**/*.*")) {
                String url = resource.getURL().toString();
                String name = url.substring(url.lastIndexOf(FOLDER) + FOLDER.length());
                parts.put(name, slim(name, resource.getContentAsByteArray()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Assets(parts);
    }

    /// A script without its documentation, a third of what it weighs: comments that have their
    /// lines to themselves. A type that stands before an expression stays.
    private static byte[] slim(String name, byte[] bytes) {
        if (!name.endsWith(".js")) {
            return bytes;
        }
        StringBuilder kept = new StringBuilder();
        boolean inside = false;
        for (String line : new String(bytes, UTF_8).lines().toList()) {
            String text = line.strip();
            boolean opens = !inside && text.startsWith("/**");
            int end = text.indexOf("*/");
            boolean documents = inside || (opens && (end < 0 || end == text.length() - 2));
            inside = documents && end < 0;
            if (!documents) {
                kept.append(line).append('\n');
            }
        }
        return kept.toString().getBytes(UTF_8);
    }

    /// Where pages find the parts: `/assets/v-0123456789ab`.
    String base() {
        return "/assets/v-" + fingerprint;
    }

    /// The part at a path below `/assets/`.
    Optional<Part> find(String path, boolean mayBePacked) {
        Matcher pinned = PINNED.matcher(path);
        boolean matches = pinned.matches();
        String name = matches ? pinned.group(2) : path;
        boolean forGood = matches && pinned.group(1).equals(fingerprint);
        byte[] bytes = (mayBePacked ? packed : plain).get(name);
        return Optional.ofNullable(bytes).map(found -> new Part(name, found, forGood, mayBePacked));
    }

    /// A part as it goes out; its name tells its media type.
    static final class Part extends ByteArrayResource {
        private final String name;
        private final boolean forGood;
        private final boolean packed;

        private Part(String name, byte[] bytes, boolean forGood, boolean packed) {
            super(bytes);
            this.name = name;
            this.forGood = forGood;
            this.packed = packed;
        }

        @Override
        public String getFilename() {
            return name;
        }

        /// Whether it can never change under this address.
        boolean isForGood() {
            return forGood;
        }

        /// Whether its bytes are compressed.
        boolean isPacked() {
            return packed;
        }
    }

    private static byte[] pack(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static String fingerprint(SortedMap<String, byte[]> parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            parts.forEach(
                    (name, bytes) -> {
                        digest.update((name + '\0' + bytes.length + '\0').getBytes(UTF_8));
                        digest.update(bytes);
                    });
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
