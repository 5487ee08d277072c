package dev.fairgate.risk.policy;

import dev.fairgate.captcha.ChallengeKind;

/// One step of the ladder of challenges.
///
/// @param fromScore in [0, 1]; the score from which on this is asked
/// @param kind what is asked for first; the buyer may choose another
/// @param proofMaxNumber the difficulty of the proof of work, of the alternative too
public record ChallengeStep(double fromScore, ChallengeKind kind, long proofMaxNumber) {}
