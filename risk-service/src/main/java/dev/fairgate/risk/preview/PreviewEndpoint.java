package dev.fairgate.risk.preview;

import dev.fairgate.risk.http.InvalidRequest;
import dev.fairgate.risk.http.JsonBody;
import dev.fairgate.risk.http.Problem;
import dev.fairgate.risk.http.Problems;
import dev.fairgate.risk.identity.Callers;
import dev.fairgate.risk.identity.Role;
import dev.fairgate.risk.policy.Fault;
import dev.fairgate.risk.policy.Policy;
import dev.fairgate.risk.policy.PolicyReader;
import dev.fairgate.risk.preview.PreviewReader.Wish;
import dev.fairgate.risk.preview.PreviewStore.Kept;
import dev.fairgate.risk.preview.Previews.UnknownModel;
import dev.fairgate.risk.store.RiskStore;
import dev.fairgate.risk.tuning.TuningProblems;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Previews over HTTP, one at a time on each node: as one answer, or as events with the progress in
/// between.
@Configuration(proxyBeanMethods = false)
class PreviewEndpoint {

    static final String PATH = "/api/v1/policy/preview";

    /// A document, and what is around it.
    private static final int MOST_BYTES = PolicyReader.MAX_BYTES + 4_096;

    private static final Duration BUSY = Duration.ofSeconds(5);
    private static final Duration TICK = Duration.ofMillis(250);
    private static final int ID_BYTES = 16;

    private final Previews previews;
    private final PreviewStore store;
    private final Incumbent incumbent;
    private final SecureRandom random = new SecureRandom();
    private final AtomicBoolean busy = new AtomicBoolean();

    PreviewEndpoint(Previews previews, PreviewStore store, Incumbent incumbent) {
        this.previews = previews;
        this.store = store;
        this.incumbent = incumbent;
    }

    @Bean
    RouterFunction<ServerResponse> previewRoutes(Callers callers) {
        return RouterFunctions.route()
                .POST(PATH, this::preview)
                .add(Problems.onlyAllow(HttpMethod.POST, PATH))
                .filter(callers.only(Role.ADMIN, Role.ANALYST))
                .build();
    }

    private Mono<ServerResponse> preview(ServerRequest request) {
        return JsonBody.read(request, MOST_BYTES)
                .flatMap(
                        body -> {
                            Incumbent.State current = incumbent.current();
                            return switch (PreviewReader.read(body, current)) {
                                case Wish.Faulty(List<Fault> faults) ->
                                        TuningProblems.faulty(faults);
                                case Wish.Preview wish -> preview(request, current.policy(), wish);
                            };
                        })
                .onErrorMap(
                        UnknownModel.class,
                        _ -> new InvalidRequest("modelVersion: nobody has this model"))
                .onErrorResume(RiskStore::isAway, _ -> Problems.respond(Problem.riskUnavailable()));
    }

    private Mono<ServerResponse> preview(
            ServerRequest request, Policy baseline, Wish.Preview wish) {
        if (!busy.compareAndSet(false, true)) {
            return Problems.respond(Problem.tooManyRequests(), BUSY);
        }
        Progress progress = new Progress(wish.window().most());
        // There is exactly one, or nobody would be here.
        String authorization = request.headers().header(HttpHeaders.AUTHORIZATION).getFirst();
        Mono<String> result =
                previews.preview(
                                baseline,
                                wish.candidate(),
                                wish.window(),
                                Optional.of(authorization),
                                progress)
                        .flatMap(report -> keep(wish.candidate(), report))
                        // Before anybody hears of it, who may come again at once.
                        .doOnTerminate(() -> busy.set(false))
                        .doOnCancel(() -> busy.set(false));
        return request.headers().accept().contains(MediaType.TEXT_EVENT_STREAM)
                ? stream(result, progress)
                : result.flatMap(PreviewEndpoint::respond);
    }

    private Mono<String> keep(Candidate candidate, Report report) {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Kept kept =
                new Kept(
                        Fingerprint.of(candidate.policy()),
                        report.version(),
                        candidate.model(),
                        report.band());
        return store.keep(id, kept).then(Mono.fromSupplier(() -> PreviewJson.write(id, report)));
    }

    private static Mono<ServerResponse> respond(String json) {
        return ServerResponse.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .bodyValue(json);
    }

    private static Mono<ServerResponse> stream(Mono<String> result, Progress progress) {
        Flux<ServerSentEvent<String>> events =
                result.map(json -> event("result", json))
                        .onErrorResume(error -> Mono.just(event("problem", problem(error))))
                        .flux()
                        .publish(
                                last ->
                                        Flux.merge(
                                                Flux.interval(Duration.ZERO, TICK)
                                                        .onBackpressureDrop()
                                                        .map(_ -> event(progress))
                                                        .takeUntilOther(last),
                                                last));
        return ServerResponse.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .cacheControl(CacheControl.noStore())
                .body(events, ServerSentEvent.class);
    }

    private static String problem(Throwable error) {
        return Problems.text(
                switch (error) {
                    case UnknownModel _ ->
                            Problem.invalidRequest("modelVersion: nobody has this model");
                    default ->
                            RiskStore.isAway(error)
                                    ? Problem.riskUnavailable()
                                    : Problem.internalError();
                });
    }

    private static ServerSentEvent<String> event(Progress progress) {
        return event("progress", PreviewJson.progress(progress));
    }

    private static ServerSentEvent<String> event(String name, String json) {
        return ServerSentEvent.builder(json).event(name).build();
    }
}
