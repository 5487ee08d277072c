/// The decision about one purchase: evidence, assessment, challenge, ticket. Start at
/// [dev.fairgate.risk.decision.Decider], which is pure, then at
/// [dev.fairgate.risk.decision.Assessments], which feeds it. Invariant: evidence of a shared
/// network never does more than challenge, and nobody proceeds without a ticket.
@NullMarked
package dev.fairgate.risk.decision;

import org.jspecify.annotations.NullMarked;
