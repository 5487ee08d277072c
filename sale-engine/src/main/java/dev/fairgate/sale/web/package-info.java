/// How the engine speaks HTTP whatever the call is about: problem+json, strict JSON bodies, limits
/// of the server itself, security headers. Start at [dev.fairgate.sale.web.Problem]. Invariant:
/// every answer of 400 or more is a problem that names the caller's fault and never our reasons.
@NullMarked
package dev.fairgate.sale.web;

import org.jspecify.annotations.NullMarked;
