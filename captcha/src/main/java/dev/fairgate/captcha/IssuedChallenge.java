package dev.fairgate.captcha;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The record of a challenge that was issued and not answered yet. It holds no answer, and a
/// changed record makes no response right: every field but the hash is under a MAC in what the
/// buyer was sent, and the hash is there itself.
///
/// @param binding whom it was issued for
/// @param proofMaxNumber difficulty of the proof of work; kept for pictures too, so that a detour
///     over an alternative does not make the proof easier
/// @param pictureLength characters of the picture
/// @param issuedAt milliseconds; finer parts are cut off, here and in `expiresAt`
/// @param proofHash hash to be found (SHA-256, 64 lower-case hex digits); empty for a picture
public record IssuedChallenge(
        ChallengeKind kind,
        Binding binding,
        long proofMaxNumber,
        int pictureLength,
        Instant issuedAt,
        Instant expiresAt,
        String proofHash) {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    // No field can contain the dot. 13 digits reach the year 2286.
    private static final Pattern TEXT =
            Pattern.compile(
                    "1\\.([a-z_]{1,16})\\.([a-z0-9_-]{1,64})\\.([a-z0-9_-]{1,64})"
                            + "\\.([1-9][0-9]{0,7})\\.([1-9][0-9]?)"
                            + "\\.([1-9][0-9]{0,12})\\.([1-9][0-9]{0,12})\\.([0-9a-f]{64}|)");

    public IssuedChallenge {
        ChallengeSettings.requireWithin(
                "proofMaxNumber", proofMaxNumber, 1, ChallengeSettings.PROOF_LIMIT);
        ChallengeSettings.requireWithin("pictureLength", pictureLength, 4, 12);
        if (!expiresAt.isAfter(issuedAt)) {
            throw new IllegalArgumentException("expiresAt must follow issuedAt, was " + expiresAt);
        }
        if (!(kind == ChallengeKind.IMAGE ? proofHash.isEmpty() : isHash(proofHash))) {
            throw new IllegalArgumentException(
                    "proofHash must be 64 hex digits, or empty for a picture, was " + proofHash);
        }
        issuedAt = issuedAt.truncatedTo(ChronoUnit.MILLIS);
        expiresAt = expiresAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /// The record as one line of ASCII, at most 300 characters: the version `1` and the fields,
    /// separated by dots, times in milliseconds since 1970. [#decode] reads it back.
    public String encode() {
        return String.join(
                ".",
                "1",
                kind.wireName(),
                binding.account(),
                binding.sale(),
                Long.toString(proofMaxNumber),
                Integer.toString(pictureLength),
                Long.toString(issuedAt.toEpochMilli()),
                Long.toString(expiresAt.toEpochMilli()),
                proofHash);
    }

    /// The record of exactly the text that [#encode] writes; empty for any other text.
    public static Optional<IssuedChallenge> decode(String text) {
        Matcher fields = TEXT.matcher(text);
        if (!fields.matches()) {
            return Optional.empty();
        }
        try {
            return ChallengeKind.fromWireName(fields.group(1)).map(kind -> read(kind, fields));
        } catch (IllegalArgumentException outOfRange) {
            return Optional.empty();
        }
    }

    IssuedChallenge withProofHash(String hash) {
        return new IssuedChallenge(
                kind, binding, proofMaxNumber, pictureLength, issuedAt, expiresAt, hash);
    }

    private static boolean isHash(String text) {
        return HASH.matcher(text).matches();
    }

    private static IssuedChallenge read(ChallengeKind kind, Matcher fields) {
        return new IssuedChallenge(
                kind,
                new Binding(fields.group(2), fields.group(3)),
                Long.parseLong(fields.group(4)),
                Integer.parseInt(fields.group(5)),
                Instant.ofEpochMilli(Long.parseLong(fields.group(6))),
                Instant.ofEpochMilli(Long.parseLong(fields.group(7))),
                fields.group(8));
    }
}
