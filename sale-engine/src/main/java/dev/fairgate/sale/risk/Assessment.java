package dev.fairgate.sale.risk;

import java.time.Duration;
import java.util.Map;

/// What the risk service made of a purchase.
public sealed interface Assessment {

    /// Names the record of this decision.
    String decisionId();

    /// Go on, with a ticket that has been checked.
    record Proceed(Ticket ticket) implements Assessment {
        @Override
        public String decisionId() {
            return ticket.decisionId();
        }
    }

    /// One challenge first.
    ///
    /// @param challenge the object for the buyer, as the risk service wrote it
    record Challenge(String decisionId, Map<String, Object> challenge) implements Assessment {
        public Challenge {
            challenge = Map.copyOf(challenge);
        }
    }

    /// Not this time.
    ///
    /// @param stands how long the account would get the same answer, whatever it sends; zero when
    ///     that is not known
    record Block(String decisionId, Duration stands) implements Assessment {}

    /// Later.
    record Throttle(String decisionId, Duration retryAfter) implements Assessment {}

    /// Another purchase of the same account in the same sale is being decided.
    record InFlight(String decisionId) implements Assessment {}

    /// The sale is not for this account.
    record NotEligible(String decisionId) implements Assessment {}
}
