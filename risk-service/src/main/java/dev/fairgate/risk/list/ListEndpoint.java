package dev.fairgate.risk.list;

import dev.fairgate.risk.http.JsonBody;
import dev.fairgate.risk.http.Problem;
import dev.fairgate.risk.http.Problems;
import dev.fairgate.risk.identity.Callers;
import dev.fairgate.risk.identity.Role;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
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

/// Lists over HTTP: analysts read them, admins change them.
@Configuration(proxyBeanMethods = false)
class ListEndpoint {

    private static final String LIST = "/api/v1/lists/{list}";
    private static final String ENTRY = "/api/v1/lists/{list}/{entryId}";
    private static final int MOST_BYTES = 4096;

    private final Lists lists;
    private final OwnNetworks own;
    private final InstantSource clock;

    ListEndpoint(Lists lists, OwnNetworks own, InstantSource clock) {
        this.lists = lists;
        this.own = own;
        this.clock = clock;
    }

    @Bean
    RouterFunction<ServerResponse> listRoutes(Callers callers) {
        RouterFunction<ServerResponse> read =
                RouterFunctions.route()
                        .GET(LIST, request -> on(request, this::read))
                        .filter(callers.only(Role.ADMIN, Role.ANALYST))
                        .build();
        RouterFunction<ServerResponse> change =
                RouterFunctions.route()
                        .POST(LIST, request -> on(request, this::put))
                        .add(Problems.onlyAllow(LIST, HttpMethod.GET, HttpMethod.POST))
                        .DELETE(ENTRY, request -> on(request, this::remove))
                        .add(Problems.onlyAllow(HttpMethod.DELETE, ENTRY))
                        .filter(callers.only(Role.ADMIN))
                        .build();
        return read.and(change);
    }

    private Mono<ServerResponse> read(ServerRequest request, ListName list) {
        ListQuery query = ListReader.query(request.queryParams());
        return json(200, ListingJson.page(lists.entries(list, query)));
    }

    private Mono<ServerResponse> put(ServerRequest request, ListName list) {
        String by = Callers.subject(request);
        return JsonBody.read(request, MOST_BYTES)
                .map(body -> ListReader.entry(list, body, by, own, clock.instant()))
                .flatMap(wanted -> lists.put(list, wanted))
                .flatMap(
                        write ->
                                respond(
                                        write,
                                        put -> put(put, "/api/v1/lists/" + list.wireName())));
    }

    private Mono<ServerResponse> remove(ServerRequest request, ListName list) {
        return lists.remove(list, request.pathVariable("entryId"), Callers.subject(request))
                .flatMap(write -> respond(write, _ -> ServerResponse.noContent().build()));
    }

    private static Mono<ServerResponse> on(
            ServerRequest request,
            BiFunction<ServerRequest, ListName, Mono<ServerResponse>> handler) {
        Optional<ListName> list = ListName.fromWireName(request.pathVariable("list"));
        return list.isPresent()
                ? handler.apply(request, list.get())
                : Problems.respond(Problem.notFound());
    }

    /// What a change comes to, as an answer.
    static <T> Mono<ServerResponse> respond(
            Write<T> write, Function<T, Mono<ServerResponse>> done) {
        return switch (write) {
            case Write.Done<T>(T result) -> done.apply(result);
            case Write.Missing<T>() -> Problems.respond(Problem.notFound());
            case Write.Full<T>() -> Problems.respond(Problem.listFull(Listing.MOST));
            case Write.Contended<T>() -> Problems.respond(Problem.tryAgain());
            case Write.Away<T>() -> Problems.respond(Problem.riskUnavailable());
        };
    }

    /// 201 with its address for what is new, 200 for what took the place of something.
    static Mono<ServerResponse> put(Lists.Put<? extends Item> put, String at) {
        String body = ListingJson.one(put.item());
        return put.isNew()
                ? ServerResponse.created(URI.create(at + "/" + put.item().id()))
                        .contentType(MediaType.APPLICATION_JSON)
                        .cacheControl(CacheControl.noStore())
                        .bodyValue(body)
                : json(200, body);
    }

    static Mono<ServerResponse> json(int status, String body) {
        return ServerResponse.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .bodyValue(body);
    }
}
