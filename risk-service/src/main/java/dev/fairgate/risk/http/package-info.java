/// What every call of this service has in common: strict JSON in, problem documents out, and the
/// bounds of the server itself. Start at [dev.fairgate.risk.http.Problem] and
/// [dev.fairgate.risk.http.JsonBody]. Invariant: whatever a caller sends, the answer to bad input
/// is a 4xx problem document, never a 5xx and never a stack trace.
@NullMarked
package dev.fairgate.risk.http;

import org.jspecify.annotations.NullMarked;
