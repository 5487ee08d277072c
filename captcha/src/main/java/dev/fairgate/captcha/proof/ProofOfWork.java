package dev.fairgate.captcha.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.altcha.altcha.Altcha;
import org.altcha.altcha.Altcha.Algorithm;
import org.jspecify.annotations.Nullable;

/// Makes and checks puzzles of ALTCHA version 1. It keeps nothing: a response is compared, field by
/// field and in constant time, with the puzzle made again from what was issued, so difficulty,
/// salt and expiry are never taken from the response.
public final class ProofOfWork {

    private final String signingKey;

    /// @param signingKey secret text for the puzzles' signatures, used for nothing else
    public ProofOfWork(String signingKey) {
        this.signingKey = signingKey;
    }

    /// The salt: `<nonce>?bind=<binding>&expires=<seconds since 1970>&`. The widget reads `expires`
    /// and asks for a new challenge in time; the rest is opaque to it.
    ///
    /// @param binding MAC of everything that the puzzle is issued for
    public static String salt(String nonce, String binding, Instant expiresAt) {
        return nonce + "?bind=" + binding + "&expires=" + expiresAt.getEpochSecond() + "&";
    }

    /// The hash whose number is to be found.
    public String hash(String salt, long number) {
        return unchecked(() -> Altcha.hashHex(Algorithm.SHA256, salt + number));
    }

    /// The puzzle to find the number behind the hash.
    public Puzzle puzzle(String salt, String hash, long maxNumber) {
        String signature =
                unchecked(() -> Altcha.hmacHex(Algorithm.SHA256, hash.getBytes(UTF_8), signingKey));
        return new Puzzle(hash, maxNumber, salt, signature);
    }

    /// Whether the response is this puzzle, solved; any text may be asked about.
    public boolean isSolvedBy(Puzzle puzzle, String response) {
        return Payload.read(response).filter(payload -> solves(puzzle, payload)).isPresent();
    }

    /// The response of one who tries all numbers: up to `maxNumber` hashes.
    public String solve(Puzzle puzzle) {
        Altcha.@Nullable Solution solution =
                unchecked(
                        () ->
                                Altcha.solveChallenge(
                                        puzzle.challenge(),
                                        puzzle.salt(),
                                        Algorithm.SHA256,
                                        puzzle.maxNumber(),
                                        0));
        if (solution == null) {
            throw new IllegalStateException("no number up to the puzzle's maximum solves it");
        }
        return new Payload(
                        Puzzle.ALGORITHM,
                        puzzle.challenge(),
                        (long) solution.number,
                        puzzle.salt(),
                        puzzle.signature())
                .write();
    }

    private boolean solves(Puzzle puzzle, Payload payload) {
        Long number = payload.number();
        if (number == null || number < 0 || number > puzzle.maxNumber()) {
            return false;
        }
        return same(Puzzle.ALGORITHM, payload.algorithm())
                && same(puzzle.challenge(), payload.challenge())
                && same(puzzle.salt(), payload.salt())
                && same(puzzle.signature(), payload.signature())
                && same(puzzle.challenge(), hash(puzzle.salt(), number));
    }

    private static boolean same(String expected, @Nullable String given) {
        return given != null
                && MessageDigest.isEqual(expected.getBytes(UTF_8), given.getBytes(UTF_8));
    }

    /// The library declares `Exception` for algorithms that every Java platform has.
    private static <T extends @Nullable Object> T unchecked(Callable<T> call) {
        try {
            return call.call();
        } catch (Exception e) {
            throw new IllegalStateException("ALTCHA failed on values of our own", e);
        }
    }
}
