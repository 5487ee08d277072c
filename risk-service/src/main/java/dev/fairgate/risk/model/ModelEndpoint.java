package dev.fairgate.risk.model;

import dev.fairgate.models.scoring.ModelFile;
import dev.fairgate.risk.http.InvalidRequest;
import dev.fairgate.risk.http.JsonBody;
import dev.fairgate.risk.http.JsonFields;
import dev.fairgate.risk.http.PlainBody;
import dev.fairgate.risk.http.Problem;
import dev.fairgate.risk.http.Problems;
import dev.fairgate.risk.identity.Callers;
import dev.fairgate.risk.identity.Role;
import dev.fairgate.risk.model.ModelStore.Away;
import dev.fairgate.risk.model.ModelStore.Listed;
import dev.fairgate.risk.model.ModelStore.Move;
import dev.fairgate.risk.model.Registry.Upload;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// The registry over HTTP. Analysts upload models and put them into shadow; whatever decides about
/// people takes an admin.
@Configuration(proxyBeanMethods = false)
class ModelEndpoint {

    private static final String PATH = "/api/v1/models";
    private static final String STAGE = PATH + "/{version}/stage";
    private static final int MAX_STAGE_BYTES = 4_096;
    private static final int MAX_REASON = 500;
    private static final Pattern VERSION = Pattern.compile("m-[0-9a-f]{16}");

    private final Registry registry;

    /// Uploads are held in memory, so one at a time.
    private final AtomicBoolean uploading = new AtomicBoolean();

    ModelEndpoint(Registry registry) {
        this.registry = registry;
    }

    @Bean
    RouterFunction<ServerResponse> modelRoutes(Callers callers) {
        return RouterFunctions.route()
                .GET(PATH, this::list)
                .POST(PATH, this::upload)
                .add(Problems.onlyAllow(PATH, HttpMethod.GET, HttpMethod.POST))
                .POST(STAGE, this::stage)
                .add(Problems.onlyAllow(HttpMethod.POST, STAGE))
                .filter(callers.only(Role.ANALYST, Role.ADMIN))
                .build();
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        return registry.list()
                .flatMap(models -> json(200, ModelJson.list(models)))
                .onErrorResume(Away.class, _ -> Problems.respond(Problem.databaseUnavailable()));
    }

    private Mono<ServerResponse> upload(ServerRequest request) {
        if (!uploading.compareAndSet(false, true)) {
            return Problems.respond(Problem.tooManyRequests());
        }
        return PlainBody.read(request, MediaType.APPLICATION_OCTET_STREAM, ModelFile.MOST_BYTES)
                .flatMap(file -> registry.upload(file, Callers.subject(request)))
                .flatMap(ModelEndpoint::respond)
                .onErrorResume(Away.class, _ -> Problems.respond(Problem.databaseUnavailable()))
                // Before anybody hears of it, who may come again at once.
                .doOnTerminate(() -> uploading.set(false))
                .doOnCancel(() -> uploading.set(false));
    }

    private static Mono<ServerResponse> respond(Upload upload) {
        return switch (upload) {
            case Upload.Kept(Listed model, boolean isNew) ->
                    json(isNew ? 201 : 200, ModelJson.one(model));
            case Upload.NotAModel(String why) -> Problems.respond(Problem.modelRefused(why));
            case Upload.NoRoom() ->
                    Problems.respond(
                            Problem.stageRefused(
                                    "A hundred models are kept already: retire some."));
        };
    }

    private Mono<ServerResponse> stage(ServerRequest request) {
        String version = request.pathVariable("version");
        if (!VERSION.matcher(version).matches()) {
            return Problems.respond(Problem.notFound());
        }
        return JsonBody.read(request, MAX_STAGE_BYTES)
                .map(body -> move(version, body, Callers.subject(request)))
                .flatMap(move -> isAllowed(request, move) ? stage(move) : forbidden())
                .onErrorResume(Away.class, _ -> Problems.respond(Problem.databaseUnavailable()));
    }

    private static Move move(String version, JsonFields body, String by) {
        Stage stage =
                Stage.fromWireName(body.text("stage", MAX_REASON))
                        .filter(it -> it != Stage.UPLOADED)
                        .orElseThrow(
                                () ->
                                        body.fault(
                                                "stage",
                                                "must be shadow, canary, champion or retired"));
        boolean hasPercent = body.value("percent").isPresent();
        if (hasPercent != (stage == Stage.CANARY)) {
            throw new InvalidRequest("percent: belongs to a canary, and only there");
        }
        @Nullable Integer percent = hasPercent ? (int) body.integer("percent", 1, 99) : null;
        return new Move(
                version,
                stage,
                percent,
                by,
                body.optionalText("reason", MAX_REASON).orElse(""),
                null);
    }

    private static boolean isAllowed(ServerRequest request, Move move) {
        return move.stage() == Stage.SHADOW || Callers.has(request, Role.ADMIN);
    }

    private static Mono<ServerResponse> forbidden() {
        return Problems.respond(Problem.forbidden(Role.ADMIN.wireName()));
    }

    private Mono<ServerResponse> stage(Move move) {
        return registry.stage(move)
                .flatMap(
                        change ->
                                switch (change) {
                                    case DONE, SAME -> one(move.version());
                                    case UNKNOWN -> Problems.respond(Problem.notFound());
                                    case FULL, OVERTAKEN ->
                                            Problems.respond(
                                                    Problem.stageRefused(
                                                            "Four models are in shadow already:"
                                                                    + " retire one first."));
                                });
    }

    private Mono<ServerResponse> one(String version) {
        return registry.one(version).flatMap(model -> json(200, ModelJson.one(model)));
    }

    private static Mono<ServerResponse> json(int status, String body) {
        return ServerResponse.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .bodyValue(body);
    }
}
