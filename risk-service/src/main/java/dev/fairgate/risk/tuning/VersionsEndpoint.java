package dev.fairgate.risk.tuning;

import dev.fairgate.risk.http.InvalidRequest;
import dev.fairgate.risk.http.Problem;
import dev.fairgate.risk.http.Problems;
import dev.fairgate.risk.identity.Callers;
import dev.fairgate.risk.identity.Role;
import dev.fairgate.risk.policy.PolicyReader;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// Reading the policy over HTTP: what is in force, what was, and what is different.
@Component
class VersionsEndpoint {

    private static final String VERSIONS = TuningEndpoint.PATH + "/versions";
    private static final String ONE = VERSIONS + "/{version}";
    private static final String DIFF = ONE + "/diff/{other}";
    private static final int MOST_LISTED = 100;
    private static final int LISTED = 50;

    private final Standing standing;
    private final Editing editing;
    private final VersionStore versions;

    VersionsEndpoint(Standing standing, Editing editing, VersionStore versions) {
        this.standing = standing;
        this.editing = editing;
        this.versions = versions;
    }

    RouterFunction<ServerResponse> routes(Callers callers) {
        return RouterFunctions.route()
                .GET(TuningEndpoint.PATH, this::inForce)
                .GET(VERSIONS, this::list)
                .add(Problems.onlyAllow(HttpMethod.GET, VERSIONS))
                .GET(ONE, this::one)
                .add(Problems.onlyAllow(HttpMethod.GET, ONE))
                .GET(DIFF, this::diff)
                .add(Problems.onlyAllow(HttpMethod.GET, DIFF))
                .filter(callers.only(Role.ADMIN, Role.ANALYST))
                .build();
    }

    /// The headers that name a version.
    static ServerResponse.BodyBuilder headers(ServerResponse.BodyBuilder answer, Version version) {
        return answer.contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .eTag("\"" + version.number() + "\"")
                .header("Fairgate-Policy-Version", Long.toString(version.number()))
                .header("Fairgate-Preset", version.preset().wireName());
    }

    private Mono<ServerResponse> inForce(ServerRequest request) {
        Version active = standing.tuned().active();
        String effective = request.queryParam("effective").orElse("false");
        return switch (effective) {
            case "false" -> document(active);
            case "true" -> headers(ServerResponse.ok(), active).bodyValue(effective(active));
            default -> throw new InvalidRequest("effective: must be true or false");
        };
    }

    private static byte[] effective(Version version) {
        byte[] document = version.document().getBytes(StandardCharsets.UTF_8);
        return PolicyReader.effective(document, version.preset()).orElse(document);
    }

    private Mono<ServerResponse> one(ServerRequest request) {
        return version(request, "version")
                .flatMap(VersionsEndpoint::document)
                .switchIfEmpty(Mono.defer(() -> Problems.respond(Problem.notFound())))
                .onErrorResume(VersionStore.Away.class, _ -> away());
    }

    private Mono<ServerResponse> diff(ServerRequest request) {
        return version(request, "version")
                .zipWith(version(request, "other"))
                .flatMap(
                        both ->
                                json(
                                        VersionJson.diff(
                                                both.getT1(),
                                                both.getT2(),
                                                Difference.between(
                                                        both.getT1().document(),
                                                        both.getT2().document()))))
                .switchIfEmpty(Mono.defer(() -> Problems.respond(Problem.notFound())))
                .onErrorResume(VersionStore.Away.class, _ -> away());
    }

    private Mono<Version> version(ServerRequest request, String name) {
        return WriteReader.version(request, name).map(editing::version).orElseGet(Mono::empty);
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        long before = number(request, "before", 1, Long.MAX_VALUE - 1).orElse(Long.MAX_VALUE);
        int limit = number(request, "limit", 1, MOST_LISTED).map(Long::intValue).orElse(LISTED);
        return versions.below(before, limit + 1)
                .map(kept -> page(kept, before, limit + 1))
                .flatMap(
                        page ->
                                json(
                                        VersionJson.list(
                                                page.stream().limit(limit).toList(),
                                                standing.tuned(),
                                                page.size() > limit)))
                .onErrorResume(VersionStore.Away.class, _ -> away());
    }

    /// With those of which PostgreSQL has not heard yet.
    private List<Version> page(List<Version> kept, long before, int limit) {
        long newest = kept.isEmpty() ? 0 : kept.getFirst().number();
        return Stream.concat(
                        standing.tuned().recent().stream()
                                .filter(it -> it.number() > newest && it.number() < before),
                        kept.stream())
                .sorted(Comparator.comparingLong(Version::number).reversed())
                .limit(limit)
                .toList();
    }

    private static Optional<Long> number(
            ServerRequest request, String name, long least, long most) {
        return request.queryParam(name)
                .map(
                        text -> {
                            if (!text.matches("\\d{1,18}")
                                    || Long.parseLong(text) < least
                                    || Long.parseLong(text) > most) {
                                throw new InvalidRequest(
                                        name + ": must be a whole number from " + least);
                            }
                            return Long.parseLong(text);
                        });
    }

    private static Mono<ServerResponse> document(Version version) {
        return headers(ServerResponse.ok(), version).bodyValue(version.document());
    }

    private static Mono<ServerResponse> json(String body) {
        return ServerResponse.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .bodyValue(body);
    }

    private static Mono<ServerResponse> away() {
        return Problems.respond(Problem.databaseUnavailable());
    }
}
