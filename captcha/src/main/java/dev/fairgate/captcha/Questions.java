package dev.fairgate.captcha;

import dev.fairgate.captcha.image.PictureText;
import dev.fairgate.captcha.proof.ProofOfWork;
import dev.fairgate.captcha.proof.Puzzle;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// What a challenge asks, and which response is right: functions of the key, the id and the issued
/// record alone, without clock or store.
final class Questions {

    /// Longest response that is read; ALTCHA's payload has about 420 characters.
    static final int MAX_RESPONSE = 4096;

    private static final String NO_HASH = "0".repeat(64);
    private static final String PROOF_BINDING = "fairgate/challenge/1/proof-binding";
    private static final String PROOF_SIGNATURE = "fairgate/challenge/1/proof-signature-key";
    private static final String PICTURE_TEXT = "fairgate/challenge/1/picture-text";

    private final ChallengeMac mac;
    private final ProofOfWork proofOfWork;
    private final Supplier<ChallengeSettings> settings;
    private final RandomGenerator random;

    Questions(byte[] key, Supplier<ChallengeSettings> settings, RandomGenerator random) {
        this.mac = new ChallengeMac(key);
        this.proofOfWork = new ProofOfWork(HexFormat.of().formatHex(mac.over(PROOF_SIGNATURE)));
        this.settings = settings;
        this.random = random;
    }

    /// The record of a new picture challenge.
    IssuedChallenge newPicture(Binding binding, long maxNumber, Instant now) {
        return issued(ChallengeKind.IMAGE, binding, maxNumber, now, "");
    }

    /// The record of a new proof of work; the number to be found is drawn here and forgotten.
    IssuedChallenge newProof(String id, Binding binding, long maxNumber, Instant now) {
        // The salt does not depend on the hash, so any hash stands in until it is known.
        IssuedChallenge open =
                issued(ChallengeKind.PROOF_OF_WORK, binding, maxNumber, now, NO_HASH);
        return open.withProofHash(proofOfWork.hash(salt(id, open), random.nextLong(maxNumber + 1)));
    }

    /// What the buyer is sent.
    Map<String, Object> parameters(String id, IssuedChallenge issued) {
        return switch (issued.kind()) {
            case PROOF_OF_WORK -> puzzle(id, issued).parameters();
            case IMAGE -> {
                Map<String, Object> picture = new LinkedHashMap<>();
                picture.put("url", "/api/v1/challenges/" + id + "/image");
                picture.put("length", issued.pictureLength());
                yield picture;
            }
        };
    }

    /// Whether the response is the right one; any text may be asked about.
    boolean isRight(String id, IssuedChallenge issued, String response) {
        if (response.length() > MAX_RESPONSE) {
            return false;
        }
        return switch (issued.kind()) {
            case PROOF_OF_WORK -> proofOfWork.isSolvedBy(puzzle(id, issued), response);
            case IMAGE -> PictureText.isReadAs(pictureText(id, issued), response);
        };
    }

    /// A right response; for a proof of work this takes the time that the proof takes.
    String rightResponse(String id, IssuedChallenge issued) {
        return switch (issued.kind()) {
            case PROOF_OF_WORK -> proofOfWork.solve(puzzle(id, issued));
            case IMAGE -> pictureText(id, issued);
        };
    }

    /// The text of the challenge's picture.
    String pictureText(String id, IssuedChallenge issued) {
        return PictureText.of(bound(PICTURE_TEXT, id, issued), issued.pictureLength());
    }

    private IssuedChallenge issued(
            ChallengeKind kind, Binding binding, long maxNumber, Instant at, String proofHash) {
        ChallengeSettings now = settings.get();
        return new IssuedChallenge(
                kind,
                binding,
                maxNumber,
                now.pictureLength(),
                at,
                at.plus(now.lifetime()),
                proofHash);
    }

    private Puzzle puzzle(String id, IssuedChallenge issued) {
        return proofOfWork.puzzle(salt(id, issued), issued.proofHash(), issued.proofMaxNumber());
    }

    private String salt(String id, IssuedChallenge issued) {
        String binding = HexFormat.of().formatHex(bound(PROOF_BINDING, id, issued));
        return ProofOfWork.salt(id, binding, issued.expiresAt());
    }

    /// The MAC that ties the purpose to everything the record says, but for the proof's hash, which
    /// is itself made from this MAC.
    private byte[] bound(String purpose, String id, IssuedChallenge issued) {
        return mac.over(
                purpose,
                id,
                issued.kind().wireName(),
                issued.binding().account(),
                issued.binding().sale(),
                Long.toString(issued.proofMaxNumber()),
                Integer.toString(issued.pictureLength()),
                Long.toString(issued.issuedAt().toEpochMilli()),
                Long.toString(issued.expiresAt().toEpochMilli()));
    }
}
