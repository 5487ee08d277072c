package dev.fairgate.risk.decision;

import dev.fairgate.risk.policy.Verdict;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Writes what spoke against a request to the process log. Ids come from a strict allow-list, so
/// they cannot forge lines; addresses and tokens are left out.
@Component
class DecisionLog implements DecisionListener {

    private static final Logger log = LoggerFactory.getLogger(DecisionLog.class);

    @Override
    public void decided(AssessmentRequest request, Decision decision) {
        if (decision.verdict() == Verdict.ALLOW && decision.reasons().isEmpty()) {
            return;
        }
        log.debug(
                "decision {} account {} sale {}: {} (verdict {}, {})",
                decision.decisionId(),
                request.accountId(),
                request.saleId(),
                decision.disposition().wireName(),
                decision.verdict().wireName(),
                decision.reasons().stream().map(Reason::code).collect(Collectors.joining(" ")));
    }
}
