package dev.fairgate.risk.decision;

import dev.fairgate.captcha.Verification;
import dev.fairgate.models.feature.Challenged;
import org.jspecify.annotations.Nullable;

/// What was done about a request.
///
/// @param verification of the response that was read; null where none was
record Carried(Decision decision, @Nullable Verification verification) {

    /// Nothing was read.
    static Carried without(Decision decision) {
        return new Carried(decision, null);
    }

    Carried after(Verification read) {
        return new Carried(decision, read);
    }

    /// What has become of the account's challenges by it.
    Challenged challenged(Challenged before) {
        Challenged read =
                switch (verification) {
                    case null -> before;
                    case Verification.Right(var took) -> before.plusSolved(took.toMillis());
                    case Verification.Wrong _, Verification.TooManyWrong _ -> before.plusFailed();
                    case Verification.NotCounted _ -> before;
                };
        return decision.challenge() == null ? read : read.plusAsked();
    }
}
