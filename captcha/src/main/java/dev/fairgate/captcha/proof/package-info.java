/// Proof of work in the scheme of ALTCHA version 1. Start at
/// [dev.fairgate.captcha.proof.ProofOfWork]. Invariant: a response is right only if each of its
/// fields is the one that was issued and its number hashes to the issued hash.
@NullMarked
package dev.fairgate.captcha.proof;

import org.jspecify.annotations.NullMarked;
