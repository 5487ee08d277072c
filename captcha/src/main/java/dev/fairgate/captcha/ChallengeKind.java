package dev.fairgate.captcha;

import java.util.Arrays;
import java.util.Optional;

/// What a challenge asks for.
public enum ChallengeKind {
    /// A number whose hash the browser searches for; nothing for a person to do.
    PROOF_OF_WORK("proof_of_work"),
    /// The text of a distorted picture.
    IMAGE("image");

    private final String wireName;

    ChallengeKind(String wireName) {
        this.wireName = wireName;
    }

    /// The kind's name in JSON: `proof_of_work` or `image`.
    public String wireName() {
        return wireName;
    }

    /// The kind of exactly this wire name; empty for any other text.
    public static Optional<ChallengeKind> fromWireName(String wireName) {
        return Arrays.stream(values()).filter(kind -> kind.wireName.equals(wireName)).findFirst();
    }
}
