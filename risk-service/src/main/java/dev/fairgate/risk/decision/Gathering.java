package dev.fairgate.risk.decision;

import dev.fairgate.models.feature.Challenged;
import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.models.feature.Known;
import dev.fairgate.models.feature.Positions;
import dev.fairgate.models.feature.Rows;
import dev.fairgate.risk.decision.DecisionState.Opening;
import dev.fairgate.risk.limit.Consumption;
import dev.fairgate.risk.limit.Consumption.Ask;
import dev.fairgate.risk.limit.LimitEntity;
import dev.fairgate.risk.limit.LimitOutcome;
import dev.fairgate.risk.limit.LimitRequest;
import dev.fairgate.risk.store.Seen;
import dev.fairgate.risk.store.Swap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One request on its way to its evidence: what it wants to see, which tokens it has asked for, and
/// what came of both. Used by one trip after the other, never by two at a time.
final class Gathering {

    private final AssessmentRequest request;
    private final Observed observed;
    private final Rulebook rulebook;
    private final long since = System.nanoTime();
    private final List<Ask> asks = new ArrayList<>(8);
    private @Nullable Ask accountAsk;
    private boolean askedForRefusals;
    private Optional<Opening> opening = Optional.empty();
    private boolean lost;

    /// @param rulebook it is judged by, to the end
    Gathering(AssessmentRequest request, Observed observed, Rulebook rulebook) {
        this.request = request;
        this.observed = observed;
        this.rulebook = rulebook;
    }

    AssessmentRequest request() {
        return request;
    }

    /// Puts its questions on the first trip.
    void begin(List<Swap> trip, Consumption tokens) {
        DecisionEntities entities = rulebook.entities();
        trip.addAll(DecisionState.open(request));
        for (LimitRequest limit : entities.first(request, observed)) {
            Ask ask = tokens.ask(limit);
            asks.add(ask);
            if (limit.key().entity() == LimitEntity.ACCOUNT) {
                accountAsk = ask;
                askedForRefusals = tokens.isKnownEmpty(limit);
            }
        }
        if (askedForRefusals) {
            entities.refusals(request).map(tokens::ask).ifPresent(asks::add);
        }
    }

    /// Reads the answers to its own questions, as many as [DecisionState#open(AssessmentRequest)]
    /// puts.
    void opened(List<Seen> seen) {
        opening = DecisionState.opened(request, seen);
        lost = opening.isEmpty();
    }

    /// Goes on as far as it can without a trip.
    ///
    /// @return whether it is complete
    boolean advance(Consumption tokens) {
        if (!asks.stream().allMatch(ask -> ask.outcome() != null)) {
            return false;
        }
        if (isReplay()) {
            boolean isNews = !asks.isEmpty();
            asks.forEach(tokens::giveBack);
            asks.clear();
            return !isNews; // the next trip carries the tokens back, and then it is over
        }
        if (askedForRefusals || !isAccountOver()) {
            return true;
        }
        askedForRefusals = true;
        rulebook.entities().refusals(request).map(tokens::ask).ifPresent(asks::add);
        return asks.getLast().outcome() != null;
    }

    /// Stops waiting for the store: what it has not answered this node answers alone.
    void abandon(Consumption tokens) {
        asks.stream().filter(ask -> ask.outcome() == null).forEach(tokens::abandon);
    }

    /// What came of it.
    Gathered result(Sources sources) {
        if (lost) {
            return new Gathered.OutOfReach(request);
        }
        Opening opened = opening.orElseThrow();
        return opened.replay()
                .<Gathered>map(decision -> new Gathered.Repeat(request, decision))
                .orElseGet(
                        () ->
                                new Gathered.Fresh(
                                        weighed(opened, sources), rulebook, opened.challenged()));
    }

    private Weighed weighed(Opening opened, Sources sources) {
        List<LimitOutcome> outcomes = outcomes(false);
        Known known =
                Knowledge.of(
                        outcomes,
                        opened.history(),
                        opened.challenged().map(Challenged::read).orElse(Challenged.NONE),
                        sources.campaigns().of(Positions.of(observed.request())),
                        sources.rushes()
                                .note(request.saleId(), request.accountId(), observed.request()),
                        request.clientAddress().isIpv4());
        FeatureRow row = Rows.of(observed.request(), known);
        Evidence evidence =
                new Evidence(
                        opened.inFlight(),
                        opened.cleared(),
                        request.response().isPresent(),
                        sources.scoring()
                                .score(
                                        request.accountId(),
                                        row,
                                        rulebook.policy().in(request.saleId()).thresholds()),
                        outcomes(true),
                        row);
        return new Weighed(
                request, observed, known, evidence, sources.campaigns().snapshot(), since);
    }

    private List<LimitOutcome> outcomes(boolean ofLimits) {
        List<LimitOutcome> outcomes = new ArrayList<>(asks.size());
        for (Ask ask : asks) {
            LimitOutcome outcome = ask.outcome();
            if (outcome != null && (!ofLimits || ask.isForToken())) {
                outcomes.add(outcome);
            }
        }
        return outcomes;
    }

    private boolean isReplay() {
        return opening.flatMap(Opening::replay).isPresent();
    }

    private boolean isAccountOver() {
        LimitOutcome outcome = accountAsk == null ? null : accountAsk.outcome();
        return outcome != null && !outcome.allowed();
    }
}
