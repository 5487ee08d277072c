package dev.fairgate.risk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.actuate.endpoint.web.WebOperationRequestPredicate;
import org.springframework.context.ApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.Resource;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The rows of `docs/access.json` that are about this service, and what the code has to say.
final class AccessTable {

    private static final ResolvableType ROUTES =
            ResolvableType.forClassWithGenerics(RouterFunction.class, ServerResponse.class);
    private static final String NAME = "risk-service";

    private AccessTable() {}

    /// One route.
    ///
    /// @param allow who may call it
    /// @param refused what others are answered; 0: 401 without a token, 403 with one
    /// @param form whether it takes a form of a page
    record Row(
            String port, String method, String path, Set<String> allow, int refused, boolean form) {

        private static final Set<String> ROLES = Set.of("buyer", "analyst", "admin", "service");

        boolean isOpen() {
            return allow.contains("anonymous");
        }

        boolean isOnMainPort() {
            return port.equals("main");
        }

        boolean changes() {
            return !method.equals("GET");
        }

        /// Whether a bearer token counts here.
        boolean takesTokens() {
            return allow.stream().anyMatch(ROLES::contains);
        }

        String name() {
            return port + " " + method + " " + path;
        }

        @Override
        public String toString() {
            return name();
        }
    }

    static List<Row> rows() {
        return read().path("routes")
                .valueStream()
                .filter(row -> row.path("service").asString().equals(NAME))
                .map(AccessTable::row)
                .toList();
    }

    private static Row row(JsonNode row) {
        return new Row(
                row.path("port").asString(),
                row.path("method").asString(),
                row.path("path").asString(),
                row.path("allow")
                        .valueStream()
                        .map(JsonNode::asString)
                        .collect(Collectors.toUnmodifiableSet()),
                row.path("refused").asInt(0),
                row.path("form").asBoolean(false));
    }

    private static JsonNode read() {
        try {
            return JsonMapper.shared().readTree(Files.readString(Path.of("../docs/access.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The row that is missing, but for who may call.
    static String suggestion(String name) {
        String[] words = name.split(" ", -1);
        return "{ \"service\": \"%s\", \"port\": \"%s\", \"method\": \"%s\", \"path\": \"%s\", \"allow\": [?] }"
                .formatted(NAME, words[0], words[1], words[2]);
    }

    /// Every route of a running service, as [Row#name()] has it.
    static Set<String> routes(ApplicationContext context) {
        Routes routes = new Routes();
        context.<RouterFunction<ServerResponse>>getBeanProvider(ROUTES)
                .forEach(function -> function.accept(routes));
        context.getBeanProvider(RequestMappingInfoHandlerMapping.class)
                .forEach(
                        mapping ->
                                mapping.getHandlerMethods()
                                        .keySet()
                                        .forEach(info -> add(routes.names, info)));
        routes.names.add("management GET /actuator"); // the list of the others
        context.getBean(WebEndpointsSupplier.class).getEndpoints().stream()
                .map(ExposableWebEndpoint::getOperations)
                .flatMap(operations -> operations.stream())
                .map(operation -> name(operation.getRequestPredicate()))
                .forEach(routes.names::add);
        return routes.names;
    }

    private static void add(Set<String> names, RequestMappingInfo info) {
        info.getPatternsCondition()
                .getPatterns()
                .forEach(
                        pattern ->
                                info.getMethodsCondition()
                                        .getMethods()
                                        .forEach(
                                                method ->
                                                        names.add(
                                                                "main "
                                                                        + method
                                                                        + " "
                                                                        + pattern
                                                                                .getPatternString())));
    }

    private static String name(WebOperationRequestPredicate predicate) {
        return "management %s /actuator/%s"
                .formatted(predicate.getHttpMethod(), predicate.getPath());
    }

    /// Collects what the routes answer to.
    private static final class Routes implements RouterFunctions.Visitor {

        private static final Pattern CALL = Pattern.compile("\\(([A-Z]+) && (/.*)\\)");

        private final Set<String> names = new TreeSet<>();

        @Override
        public void route(RequestPredicate predicate, HandlerFunction<?> handler) {
            if (predicate.toString().startsWith("/")) {
                return; // says which method the path does have
            }
            Matcher call = CALL.matcher(predicate.toString());
            if (!call.matches()) {
                throw new AssertionError("neither method nor path: " + predicate);
            }
            String path = call.group(2).replaceAll("\\{(\\w+):[^/]*}", "{$1}");
            names.add("main " + call.group(1).toUpperCase(Locale.ROOT) + " " + path);
        }

        @Override
        public void startNested(RequestPredicate predicate) {
            throw new AssertionError("a nested route: " + predicate);
        }

        @Override
        public void endNested(RequestPredicate predicate) {}

        @Override
        public void resources(Function<ServerRequest, Mono<Resource>> lookup) {
            names.add("main GET /assets/**"); // there is one such folder
        }

        @Override
        public void attributes(Map<String, Object> attributes) {}

        @Override
        public void unknown(RouterFunction<?> function) {
            throw new AssertionError("a route of an unknown kind: " + function);
        }
    }
}
