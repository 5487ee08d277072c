package dev.fairgate.risk.decision;

import dev.fairgate.captcha.Binding;
import dev.fairgate.risk.network.ClientAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the sale engine knows about one purchase.
///
/// @param requestId a ULID; a repeat of it is the same request
/// @param saleId what is to be bought
/// @param termsVersion of the sale as the buyer saw it
/// @param accountId who wants to buy
/// @param registeredAt when the account was made, where the token says it
/// @param clientAddress where the request came from
/// @param deviceId the device, where one is named
/// @param deviceVerified whether its id is one that was given out, and not made up by the client
/// @param userAgent at most 512 characters
/// @param headerNames at most 64, in the order they came
/// @param quantity 1 to 1000 units
/// @param telemetry what the page observed
/// @param response an answer to an earlier challenge
/// @param now ledger time; the ticket lives by it
public record AssessmentRequest(
        String requestId,
        String saleId,
        long termsVersion,
        String accountId,
        Optional<Instant> registeredAt,
        ClientAddress clientAddress,
        Optional<String> deviceId,
        boolean deviceVerified,
        Optional<String> userAgent,
        List<String> headerNames,
        long quantity,
        Telemetry telemetry,
        Optional<ChallengeResponse> response,
        Instant now) {

    /// Takes a copy of the list.
    public AssessmentRequest {
        headerNames = List.copyOf(headerNames);
    }

    /// Whom challenges and clearances are for.
    Binding binding() {
        return new Binding(accountId, saleId);
    }

    /// An answer to a challenge, unread.
    public record ChallengeResponse(String id, String response) {}

    /// What the page observed, as it was sent: whatever is inside is never a reason to refuse
    /// the request.
    public sealed interface Telemetry {
        /// There is none.
        record Absent() implements Telemetry {}

        /// Something else than an object came, which no page of ours sends.
        record Malformed() implements Telemetry {}

        /// An object, in JSON, unread.
        record Sent(String json) implements Telemetry {}
    }
}
