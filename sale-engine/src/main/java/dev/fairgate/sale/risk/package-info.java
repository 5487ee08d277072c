/// The question to the risk service and what to make of its answer. Start at
/// [dev.fairgate.sale.risk.RiskClient]; what happens while the service is away is one port,
/// [dev.fairgate.sale.risk.RiskOutage]. Invariant: nothing is sold without a ticket whose MAC,
/// account, sale, quantity and terms are those of the request.
@NullMarked
package dev.fairgate.sale.risk;

import org.jspecify.annotations.NullMarked;
