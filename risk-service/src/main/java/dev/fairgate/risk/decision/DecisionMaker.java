package dev.fairgate.risk.decision;

import com.github.f4b6a3.ulid.UlidFactory;
import dev.fairgate.captcha.Challenge;
import dev.fairgate.risk.policy.Policy;
import dev.fairgate.risk.ticket.Ticket;
import dev.fairgate.risk.ticket.TicketSigner;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Writes decisions: ids, times and tickets.
final class DecisionMaker {

    private final TicketSigner signer;
    private final UlidFactory ids;

    DecisionMaker(TicketSigner signer, UlidFactory ids) {
        this.signer = signer;
        this.ids = ids;
    }

    /// A ticket for whoever proceeds; it lives by ledger time.
    Decision proceed(AssessmentRequest request, Assessment assessment, Policy policy) {
        String decisionId = ids.create().toString();
        Instant now = request.now().truncatedTo(ChronoUnit.MILLIS);
        Ticket ticket =
                new Ticket(
                        ids.create(now.toEpochMilli()).toString(),
                        request.accountId(),
                        request.saleId(),
                        request.quantity(),
                        request.termsVersion(),
                        policy.version(),
                        decisionId,
                        now.plus(policy.ticketLife()));
        return decision(
                decisionId,
                assessment,
                policy,
                Disposition.PROCEED,
                new Extras(null, null, signer.sign(ticket), ticket.expiresAt()));
    }

    Decision challenge(Assessment assessment, Challenge challenge, Policy policy) {
        return decision(
                ids.create().toString(),
                assessment,
                policy,
                Disposition.CHALLENGE,
                new Extras(null, challenge, null, null));
    }

    Decision refuse(Assessment assessment, Disposition disposition, Policy policy) {
        return decision(
                ids.create().toString(),
                assessment,
                policy,
                disposition,
                new Extras(null, null, null, null));
    }

    /// @param retryAfter rounded up to whole milliseconds, so that who waits that long may come
    Decision putOff(
            Assessment assessment, Disposition disposition, Duration retryAfter, Policy policy) {
        return decision(
                ids.create().toString(),
                assessment,
                policy,
                disposition,
                new Extras(retryAfter.plusNanos(999_999).toMillis(), null, null, null));
    }

    private Decision decision(
            String id,
            Assessment assessment,
            Policy policy,
            Disposition disposition,
            Extras extras) {
        return new Decision(
                id,
                disposition,
                assessment.verdict(),
                assessment.scored().score(),
                assessment.reasons(),
                policy.version(),
                assessment.scored().modelVersion(),
                assessment.degraded(),
                extras.retryAfterMs(),
                extras.challenge(),
                extras.ticket(),
                extras.ticketExpiresAt(),
                assessment.propensity(),
                assessment.shadowRules());
    }

    /// What only some dispositions carry.
    private record Extras(
            @Nullable Long retryAfterMs,
            @Nullable Challenge challenge,
            @Nullable String ticket,
            @Nullable Instant ticketExpiresAt) {}
}
