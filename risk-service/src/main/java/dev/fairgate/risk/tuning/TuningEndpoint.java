package dev.fairgate.risk.tuning;

import dev.fairgate.risk.http.PlainBody;
import dev.fairgate.risk.http.Problem;
import dev.fairgate.risk.http.Problems;
import dev.fairgate.risk.identity.Callers;
import dev.fairgate.risk.identity.Role;
import dev.fairgate.risk.policy.PolicyReader;
import dev.fairgate.risk.policy.Preset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Changing the policy over HTTP; reading it is in [VersionsEndpoint]. Whoever writes a document
/// names the version that they have seen; presets, meant for the worst minute, do not.
@Configuration(proxyBeanMethods = false)
class TuningEndpoint {

    static final String PATH = "/api/v1/policy";
    private static final String PRESET = PATH + "/presets/{preset}/activation";
    private static final String ACTIVATION = PATH + "/versions/{version}/activation";
    private static final String CONFIRMATION = PATH + "/versions/{version}/confirmation";
    private static final MediaType MERGE_PATCH =
            MediaType.parseMediaType("application/merge-patch+json");

    private final Tuning tuning;
    private final Editing editing;

    TuningEndpoint(Tuning tuning, Editing editing) {
        this.tuning = tuning;
        this.editing = editing;
    }

    @Bean
    RouterFunction<ServerResponse> tuningRoutes(Callers callers, VersionsEndpoint versions) {
        return versions.routes(callers)
                .and(
                        RouterFunctions.route()
                                .PUT(PATH, this::put)
                                .PATCH(PATH, this::patch)
                                .add(
                                        Problems.onlyAllow(
                                                PATH,
                                                HttpMethod.GET,
                                                HttpMethod.PUT,
                                                HttpMethod.PATCH))
                                .POST(PRESET, this::preset)
                                .add(Problems.onlyAllow(HttpMethod.POST, PRESET))
                                .POST(ACTIVATION, this::activate)
                                .add(Problems.onlyAllow(HttpMethod.POST, ACTIVATION))
                                .POST(CONFIRMATION, this::confirm)
                                .add(Problems.onlyAllow(HttpMethod.POST, CONFIRMATION))
                                .filter(callers.only(Role.ADMIN))
                                .build());
    }

    private Mono<ServerResponse> put(ServerRequest request) {
        return WriteReader.expected(request)
                .map(
                        expected ->
                                body(request, MediaType.APPLICATION_JSON)
                                        .flatMap(
                                                document ->
                                                        editing.put(
                                                                WriteReader.write(
                                                                        request, expected),
                                                                new String(
                                                                        document,
                                                                        StandardCharsets.UTF_8)))
                                        .flatMap(TuningEndpoint::respond))
                .orElseGet(TuningEndpoint::unconditional);
    }

    private Mono<ServerResponse> patch(ServerRequest request) {
        return WriteReader.expected(request)
                .map(
                        expected ->
                                body(request, MERGE_PATCH)
                                        .flatMap(
                                                patch ->
                                                        editing.patch(
                                                                WriteReader.write(
                                                                        request, expected),
                                                                patch))
                                        .flatMap(TuningEndpoint::respond))
                .orElseGet(TuningEndpoint::unconditional);
    }

    private Mono<ServerResponse> activate(ServerRequest request) {
        Optional<Long> number = WriteReader.version(request, "version");
        if (number.isEmpty()) {
            return Problems.respond(Problem.notFound());
        }
        return WriteReader.expected(request)
                .map(
                        expected ->
                                editing.activate(WriteReader.write(request, expected), number.get())
                                        .flatMap(TuningEndpoint::respond))
                .orElseGet(TuningEndpoint::unconditional);
    }

    private Mono<ServerResponse> preset(ServerRequest request) {
        Optional<Preset> preset = Preset.fromWireName(request.pathVariable("preset"));
        if (preset.isEmpty()) {
            return Problems.respond(Problem.notFound());
        }
        return WriteReader.comment(request)
                .flatMap(it -> tuning.activate(preset.get(), Callers.subject(request), it))
                .flatMap(TuningEndpoint::respond);
    }

    private Mono<ServerResponse> confirm(ServerRequest request) {
        Optional<Long> number = WriteReader.version(request, "version");
        if (number.isEmpty()) {
            return Problems.respond(Problem.notFound());
        }
        return WriteReader.comment(request)
                .flatMap(it -> tuning.confirm(number.get(), Callers.subject(request), it))
                .flatMap(TuningEndpoint::respond);
    }

    /// Reading and compiling a document may take some 10 ms, which buyers need not wait for.
    private static Mono<byte[]> body(ServerRequest request, MediaType type) {
        return PlainBody.read(request, type, PolicyReader.MAX_BYTES)
                .publishOn(Schedulers.boundedElastic());
    }

    private static Mono<ServerResponse> unconditional() {
        return Problems.respond(TuningProblems.UNCONDITIONAL);
    }

    private static Mono<ServerResponse> respond(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(Version version, var revertsAt) -> answer(version, revertsAt);
            case Outcome.Same(Version version) -> answer(version, Optional.empty());
            case Outcome.Stale(long active) -> Problems.respond(TuningProblems.stale(active));
            case Outcome.Faulty(var faults) -> TuningProblems.faulty(faults);
            case Outcome.NeedsPreview(double flips, double most) ->
                    TuningProblems.previewRequired(flips, most);
            case Outcome.WrongPreview() -> Problems.respond(TuningProblems.WRONG_PREVIEW);
            case Outcome.Unknown() -> Problems.respond(Problem.notFound());
            case Outcome.Fixed() -> Problems.respond(TuningProblems.FIXED);
            case Outcome.StoreAway() -> Problems.respond(TuningProblems.STORE_AWAY);
            case Outcome.DatabaseAway() -> Problems.respond(Problem.databaseUnavailable());
        };
    }

    private static Mono<ServerResponse> answer(Version version, Optional<Instant> revertsAt) {
        return VersionsEndpoint.headers(ServerResponse.ok(), version)
                .bodyValue(VersionJson.one(version, revertsAt));
    }
}
