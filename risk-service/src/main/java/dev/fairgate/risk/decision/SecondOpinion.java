package dev.fairgate.risk.decision;

import dev.fairgate.captcha.Issue;
import dev.fairgate.captcha.Verification;
import dev.fairgate.models.feature.Cells;
import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.risk.decision.Assessment.Step;
import dev.fairgate.risk.limit.LimitOutcome;
import dev.fairgate.risk.list.Treatment;
import dev.fairgate.risk.policy.Policy;
import dev.fairgate.risk.policy.Thresholds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a policy says about a request that was decided before: by [Decider] and [Explorer], as for
/// every request, and without any I/O. Thread-safe.
public final class SecondOpinion {

    private static final Duration UNKNOWN = Duration.ZERO;

    private final Rulebook rulebook;

    /// @param cells of the key that this node draws lots with
    public SecondOpinion(Policy policy, Cells cells) {
        this.rulebook = Rulebook.of(policy, cells);
    }

    /// How the request stood, which no policy changes.
    ///
    /// @param inFlight whether another one of its account and sale was under way
    /// @param cleared whether its account was
    /// @param response what became of the response that it brought
    /// @param lockedOut whether no challenge was issued after too many wrong answers
    /// @param chance the lot of its account in its sale, see [#chance]; 1 for none
    /// @param treatment how people wanted the buyer to be treated
    public record Standing(
            String saleId,
            boolean inFlight,
            boolean cleared,
            Response response,
            boolean lockedOut,
            double chance,
            Treatment treatment) {}

    /// What became of a response to a challenge.
    public enum Response {
        /// There was none.
        NONE,
        /// Nobody read it, or nobody knows.
        UNREAD,
        RIGHT,
        WRONG,
        TOO_MANY,
        NOT_COUNTED
    }

    /// What the policy comes to.
    ///
    /// @param isSure whether it does not hang on a response that nobody has read
    public record Opinion(Disposition disposition, boolean isSure) {}

    /// The lot of an account in a sale, as an exploring policy draws it.
    public static double chance(Cells cells, String saleId, String accountId) {
        return Explorer.chance(cells, saleId, accountId);
    }

    /// The thresholds that count for a sale instead of a model's own.
    public Optional<Thresholds> thresholds(String saleId) {
        return rulebook.policy().in(saleId).thresholds();
    }

    /// The opinion about one request.
    ///
    /// @param limits what the buckets of this policy answered
    /// @param row with the limits of this policy in it
    public Opinion about(
            Standing standing, Scored scored, List<LimitOutcome> limits, FeatureRow row) {
        Evidence evidence =
                new Evidence(
                        standing.inFlight(),
                        standing.cleared(),
                        standing.response() != Response.NONE,
                        scored,
                        limits,
                        row,
                        standing.treatment());
        Assessment assessment =
                rulebook.explorer()
                        .explore(
                                standing.saleId(),
                                evidence,
                                rulebook.decider().assess(standing.saleId(), evidence),
                                standing.chance());
        return carriedOut(assessment, standing);
    }

    private Opinion carriedOut(Assessment assessment, Standing standing) {
        return switch (assessment.step()) {
            case Step.ReadResponse _ -> afterResponse(assessment, standing);
            case Step.Challenge _ when standing.lockedOut() ->
                    sure(
                            rulebook.decider()
                                    .afterRefusedIssue(
                                            assessment, new Issue.TooManyWrong(UNKNOWN)));
            case Step.Proceed _,
                    Step.Challenge _,
                    Step.Block _,
                    Step.NotEligible _,
                    Step.Throttle _,
                    Step.InFlight _ ->
                    sure(assessment);
        };
    }

    private Opinion afterResponse(Assessment assessment, Standing standing) {
        Verification verification =
                switch (standing.response()) {
                    case RIGHT -> new Verification.Right(UNKNOWN);
                    case WRONG -> new Verification.Wrong(1);
                    case TOO_MANY -> new Verification.TooManyWrong(UNKNOWN);
                    case NOT_COUNTED, UNREAD, NONE -> new Verification.NotCounted();
                };
        Opinion read =
                carriedOut(rulebook.decider().afterResponse(assessment, verification), standing);
        return standing.response() == Response.UNREAD
                ? new Opinion(read.disposition(), false)
                : read;
    }

    private static Opinion sure(Assessment assessment) {
        return new Opinion(
                switch (assessment.step()) {
                    case Step.Proceed _ -> Disposition.PROCEED;
                    case Step.Challenge _, Step.ReadResponse _ -> Disposition.CHALLENGE;
                    case Step.Block _ -> Disposition.BLOCK;
                    case Step.NotEligible _ -> Disposition.NOT_ELIGIBLE;
                    case Step.Throttle _ -> Disposition.THROTTLE;
                    case Step.InFlight _ -> Disposition.IN_FLIGHT;
                },
                true);
    }
}
