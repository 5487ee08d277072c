package dev.fairgate.sale.web;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// A refusal as callers see it: RFC 9457 problem details.
///
/// @param slug the type, `/problems/<slug>`
/// @param status HTTP status, 400 to 599
/// @param title a few words, the same for every occurrence
/// @param detail one sentence that says what to do
/// @param members further members of the document, such as `decisionId`
/// @param headers further headers, such as `Retry-After`
public record Problem(
        String slug,
        int status,
        String title,
        String detail,
        Map<String, Object> members,
        Map<String, String> headers) {

    public Problem {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("a problem's status is 400 to 599, not " + status);
        }
        members = Map.copyOf(members);
        headers = Map.copyOf(headers);
    }

    public Problem(String slug, int status, String title, String detail) {
        this(slug, status, title, detail, Map.of(), Map.of());
    }

    /// 400: what the caller sent breaks a rule, named in `detail`.
    public static Problem invalidRequest(String detail) {
        return new Problem("invalid-request", 400, "The request cannot be read", detail);
    }

    /// 401: no valid token or session.
    public static Problem unauthenticated() {
        return new Problem("unauthenticated", 401, "Please sign in", "Sign in and try again.")
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }

    /// 403: signed in, but without the role the call needs.
    public static Problem forbidden() {
        return new Problem("forbidden", 403, "Not allowed", "This account may not do that.");
    }

    /// 404 for anything that is not a sale.
    public static Problem notFound() {
        return new Problem("not-found", 404, "Not found", "There is nothing at this address.");
    }

    /// 405: the address answers to other methods only.
    public static Problem methodNotAllowed(Collection<HttpMethod> allowed) {
        return new Problem(
                        "method-not-allowed",
                        405,
                        "Method not allowed",
                        "This address does not answer to that method.")
                .header(
                        HttpHeaders.ALLOW,
                        allowed.stream().map(HttpMethod::name).collect(Collectors.joining(", ")));
    }

    /// 429: this caller's tokens are used up.
    ///
    /// @param bucket which ones, for the RateLimit header
    /// @param retryAfter until there is one again
    public static Problem tooManyRequests(String bucket, Duration retryAfter) {
        long seconds = Math.max(1, Math.ceilDiv(retryAfter.toMillis(), 1000L));
        return new Problem(
                        "too-many-requests",
                        429,
                        "Too many requests",
                        "Please wait a moment, then try again.")
                .retryAfterSeconds(seconds)
                .header("RateLimit", "\"%s\";r=0;t=%d".formatted(bucket, seconds));
    }

    /// 503: the ledger cannot be asked; nothing was sold.
    public static Problem ledgerUnavailable() {
        return new Problem(
                        "ledger-unavailable",
                        503,
                        "Please try again",
                        "Orders cannot be read or written right now; try again in a moment.")
                .retryAfterSeconds(1);
    }

    /// 503: what only PostgreSQL has cannot be asked for.
    public static Problem archiveUnavailable() {
        return new Problem(
                        "archive-unavailable",
                        503,
                        "Please try again",
                        "Archived orders cannot be read right now, or none are kept; try again in a"
                                + " moment.")
                .retryAfterSeconds(2);
    }

    /// The same problem with one more member.
    public Problem with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new Problem(slug, status, title, detail, more, headers);
    }

    /// The same problem with one more header.
    public Problem header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(slug, status, title, detail, members, more);
    }

    /// The same problem with `Retry-After`, at least one second.
    public Problem retryAfterSeconds(long seconds) {
        return header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, seconds)));
    }

    /// The same problem with `Retry-After`, milliseconds rounded up to whole seconds.
    public Problem retryAfterMs(long ms) {
        return retryAfterSeconds(Math.ceilDiv(ms, 1000));
    }

    /// The document.
    public Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "/problems/" + slug);
        body.put("title", title);
        body.put("status", status);
        body.put("detail", detail);
        body.putAll(members);
        return body;
    }

    /// The answer on the wire, where there is no exchange; with [SecurityHeaders].
    public Mono<Void> write(ServerHttpResponse response) {
        byte[] body = Json.write(body());
        response.setStatusCode(HttpStatusCode.valueOf(status));
        HttpHeaders out = response.getHeaders();
        SecurityHeaders.set(out);
        out.set(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        out.set(HttpHeaders.CACHE_CONTROL, "no-store");
        out.setContentLength(body.length);
        headers.forEach(out::set);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }

    /// The answer on the wire.
    public Mono<ServerResponse> response() {
        return ServerResponse.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .headers(out -> headers.forEach(out::set))
                .bodyValue(Json.write(body()));
    }
}
