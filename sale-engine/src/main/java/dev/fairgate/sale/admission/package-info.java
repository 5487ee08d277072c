/// Who is calling and from where, decided before anything costs anything: token or session, device,
/// client address, and a bound on purchases in progress. Start at
/// [dev.fairgate.sale.admission.Callers]. Invariant: nothing here trusts a header that a stranger
/// can write.
@NullMarked
package dev.fairgate.sale.admission;

import org.jspecify.annotations.NullMarked;
