package dev.fairgate.sale.admission;

import dev.fairgate.sale.admission.Account.Role;
import dev.fairgate.sale.web.Problem;
import dev.fairgate.sale.web.Refusal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/// Who sent a request. `/api/**` takes a bearer token only; `/browser/**` takes the session cookie
/// only, and from pages of this origin only.
public final class Callers {

    private static final String BEARER = "Bearer ";

    private final AccountTokens tokens;
    private final Sessions sessions;
    private final Devices devices;
    private final TrustedProxies proxies;
    private final CallerLimits limits;

    Callers(
            AccountTokens tokens,
            Sessions sessions,
            Devices devices,
            TrustedProxies proxies,
            CallerLimits limits) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.devices = devices;
        this.proxies = proxies;
        this.limits = limits;
    }

    /// The caller, if it has one of the roles. Errors with [Refusal]: 401 without a valid token or
    /// session, 429 to an analyst or admin who calls too often, 403 without the role or from a page
    /// of somebody else's.
    public Mono<Account> require(ServerRequest request, Role... anyOf) {
        Mono<Account> caller =
                request.path().startsWith("/browser/") ? bySession(request) : byToken(request);
        return caller.doOnNext(account -> requireToken(account, request))
                .flatMap(
                        account ->
                                Set.of(anyOf).stream().anyMatch(account.roles()::contains)
                                        ? Mono.just(account)
                                        : Mono.error(new Refusal(Problem.forbidden())));
    }

    /// The caller that a bearer token proves, if the token was checked a short while ago; what
    /// [#require] would find, without anything that takes time.
    public Optional<Account> remembered(@Nullable String authorization) {
        return authorization != null && authorization.startsWith(BEARER)
                ? tokens.remembered(authorization.substring(BEARER.length()))
                : Optional.empty();
    }

    /// What the request's connection says about its sender.
    public Connection connection(ServerRequest request) {
        String userAgent = request.headers().firstHeader(HttpHeaders.USER_AGENT);
        return new Connection(
                address(request).text(),
                devices.find(request),
                userAgent == null || userAgent.length() <= Connection.MAX_USER_AGENT
                        ? userAgent
                        : userAgent.substring(0, Connection.MAX_USER_AGENT),
                request.headers().asHttpHeaders().headerNames().stream()
                        .limit(Connection.MAX_HEADER_NAMES)
                        .map(
                                name ->
                                        name.substring(
                                                0, Math.min(name.length(), Connection.MAX_NAME)))
                        .toList());
    }

    private void requireToken(Account account, ServerRequest request) {
        limits.take(account, request.method())
                .ifPresent(
                        exceeded -> {
                            throw new Refusal(
                                    Problem.tooManyRequests(
                                            exceeded.bucket(), exceeded.retryAfter()));
                        });
    }

    private ClientAddress address(ServerRequest request) {
        InetAddress peer =
                request.remoteAddress()
                        .map(InetSocketAddress::getAddress)
                        .orElseThrow(() -> new IllegalStateException("a request without a peer"));
        return proxies.client(peer, request.headers().header("X-Forwarded-For"));
    }

    private Mono<Account> bySession(ServerRequest request) {
        if (!request.method().matches("GET") && !Browsers.isSameOrigin(request)) {
            return Mono.error(new Refusal(Problem.forbidden()));
        }
        return Mono.justOrEmpty(sessions.find(request))
                .switchIfEmpty(Mono.error(() -> new Refusal(Problem.unauthenticated())));
    }

    private Mono<Account> byToken(ServerRequest request) {
        String header = request.headers().firstHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.startsWith(BEARER)) {
            return Mono.error(new Refusal(Problem.unauthenticated()));
        }
        return tokens.verify(header.substring(BEARER.length()));
    }
}
