package dev.fairgate.sale.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.fairgate.sale.SaleEngineApplication;
import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.fixture.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The document that callers read, held against the golden samples and the routes of the code.
class OpenApiTest {

    private static final Path CONTRACT = Path.of("../docs/contract");

    /// Samples of the boundary between the two services, which no caller of the engine meets.
    private static final Pattern BETWEEN_SERVICES =
            Pattern.compile(
                    "assessment.*|(cluster|decision|label|model|review|suppression)(-.*)?"
                            + "|(list|policy)-.*|ticket"
                            + "|(alternative|appeal)-for-account"
                            + "|problem-(policy-refused|preview-required)");

    /// Pages and their forms are for people.
    private static final Pattern PAGE =
            Pattern.compile(
                    "(GET|POST)"
                            + " /((sales|orders)/.*|orders|login|logout|language|privacy|appeals)?");

    private static final URI NOBODY = URI.create("http://127.0.0.1:1");

    private static final ResolvableType ROUTES =
            ResolvableType.forClassWithGenerics(RouterFunction.class, ServerResponse.class);

    private static final JsonNode DOCUMENT =
            read(new ClassPathResource("openapi/sale-engine.json"));

    @Test
    void isServedToAnyoneForAMinute() throws IOException {
        WebTestClient.bindToRouterFunction(new OpenApiEndpoint().openApiRoutes())
                .build()
                .get()
                .uri("/openapi.json")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(MediaType.APPLICATION_JSON)
                .expectHeader()
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(1)))
                .expectBody()
                .json(DOCUMENT.toString(), JsonCompareMode.STRICT);
    }

    @Test
    void isOpenApi31WhoseReferencesAllLeadSomewhere() {
        List<String> references =
                DOCUMENT.findValues("$ref").stream().map(JsonNode::asString).toList();

        assertThat(DOCUMENT.path("openapi").asString()).startsWith("3.1.");
        assertThat(references).hasSizeGreaterThan(50);
        assertThat(references)
                .allSatisfy(
                        reference -> {
                            assertThat(reference).startsWith("#/components/");
                            assertThat(target(reference).isMissingNode()).isFalse();
                        });
    }

    @Test
    void namesEveryCallOnceAndSaysWhoMayMakeIt() {
        List<JsonNode> calls =
                DOCUMENT.path("paths").valueStream().flatMap(JsonNode::valueStream).toList();

        assertThat(calls.stream().map(call -> call.path("operationId").asString()))
                .doesNotHaveDuplicates()
                .doesNotContain("");
        assertThat(calls).allMatch(call -> call.path("security").isArray());
        assertThat(calls.stream().flatMap(call -> call.path("security").valueStream()))
                .isNotEmpty()
                .allSatisfy(
                        scheme ->
                                assertThat(names(DOCUMENT.at("/components/securitySchemes")))
                                        .containsAll(scheme.propertyNames()));
    }

    @Test
    void showsTheGoldenSamplesAsTheyAre() throws IOException {
        JsonNode examples = DOCUMENT.at("/components/examples");

        assertThat(names(examples)).isEqualTo(ownSamples());
        for (String name : ownSamples()) {
            assertThat(examples.path(name).path("value")).isEqualTo(contract(name + ".json"));
        }
    }

    @Test
    void hasTheSchemasOfTheGoldenSamples() throws IOException {
        List<JsonNode> schemas =
                DOCUMENT.at("/components/schemas").valueStream().map(OpenApiTest::inlined).toList();

        for (String name : ownSamples()) {
            ObjectNode schema = contract("schema/" + name + ".schema.json").asObject();
            schema.remove(List.of("$schema", "$id"));

            assertThat(schemas).as(name).contains(schema);
        }
    }

    @Test
    void showsEverySampleWhereItFitsTheSchemaBesideIt() throws IOException {
        Set<String> shown = new TreeSet<>();
        for (JsonNode content : DOCUMENT.findParents("examples")) {
            if (content.has("schema")) {
                content.path("examples")
                        .forEachEntry(
                                (name, example) -> {
                                    shown.add(name);
                                    assertFits(name, inlined(example), content.path("schema"));
                                });
            }
        }

        assertThat(shown).isEqualTo(ownSamples());
    }

    private static void assertFits(String name, JsonNode example, JsonNode schema) {
        assertThat(
                        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                                .getSchema(inlined(schema).toString(), InputFormat.JSON)
                                .validate(example.path("value").toString(), InputFormat.JSON))
                .as(name)
                .isEmpty();
    }

    @Test
    void describesEveryCallOfTheCodeAndNoOther() {
        Set<String> calls = routes();
        calls.removeIf(call -> PAGE.matcher(call).matches() || call.contains(" /browser/"));

        assertThat(documented()).isEqualTo(calls);
    }

    @Test
    void givesPagesOnlyCallsThatTheApiHasToo() {
        List<String> ofPages =
                routes().stream()
                        .filter(call -> call.contains(" /browser/"))
                        .map(call -> call.replace(" /browser/", " /api/v1/"))
                        .toList();

        assertThat(ofPages).isNotEmpty();
        assertThat(documented()).containsAll(ofPages);
    }

    private static Set<String> documented() {
        Set<String> calls = new TreeSet<>();
        DOCUMENT.path("paths")
                .forEachEntry(
                        (path, methods) ->
                                names(methods)
                                        .forEach(
                                                method ->
                                                        calls.add(
                                                                method.toUpperCase(Locale.ROOT)
                                                                        + " "
                                                                        + path)));
        return calls;
    }

    /// The routes of the whole application, in profile `demo`. Nothing is started and no server is
    /// asked: beans are made only as far as the routes need them.
    private static Set<String> routes() {
        Routes routes = new Routes();
        new ReactiveWebApplicationContextRunner()
                .withInitializer(OpenApiTest::onlyWhatIsAskedFor)
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withUserConfiguration(SaleEngineApplication.class)
                .withPropertyValues("spring.config.name=sale-engine", "spring.profiles.active=demo")
                .withPropertyValues(settings())
                .run(
                        context ->
                                context.<RouterFunction<ServerResponse>>getBeanProvider(ROUTES)
                                        .forEach(function -> function.accept(routes)));
        return routes.calls;
    }

    private static void onlyWhatIsAskedFor(ConfigurableApplicationContext context) {
        context.getEnvironment().setConversionService(new ApplicationConversionService());
        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
    }

    private static String[] settings() {
        return Stream.concat(
                        Engine.settings(NOBODY.getPort(), NOBODY).stream(),
                        Stream.of("--fairgate.tokens.demo-key=" + Tokens.keySetting()))
                .map(argument -> argument.substring("--".length()))
                .toArray(String[]::new);
    }

    /// The node with what it refers to put in its place.
    private static JsonNode inlined(JsonNode node) {
        if (node.has("$ref")) {
            return inlined(target(node.path("$ref").asString()));
        }
        if (node.isArray()) {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> all.add(inlined(item)));
            return all;
        }
        if (node.isObject()) {
            ObjectNode all = JsonNodeFactory.instance.objectNode();
            node.forEachEntry((name, value) -> all.set(name, inlined(value)));
            return all;
        }
        return node;
    }

    private static JsonNode target(String reference) {
        return DOCUMENT.at(reference.substring(1));
    }

    private static Set<String> names(JsonNode object) {
        return new TreeSet<>(object.propertyNames());
    }

    private static Set<String> ownSamples() throws IOException {
        try (Stream<Path> files = Files.list(CONTRACT)) {
            return files.map(file -> CONTRACT.relativize(file).toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .filter(name -> !BETWEEN_SERVICES.matcher(name).matches())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static JsonNode contract(String name) throws IOException {
        return tree(Files.readString(CONTRACT.resolve(name)));
    }

    private static JsonNode read(Resource resource) {
        try {
            return JsonMapper.shared().readTree(resource.getContentAsByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode tree(String json) {
        return JsonMapper.shared().readTree(json);
    }

    /// Collects what the routes answer to, such as `GET /api/v1/time`.
    private static final class Routes implements RouterFunctions.Visitor {

        private static final Pattern CALL = Pattern.compile("\\(([A-Z]+) && (/.*)\\)");

        private final Set<String> calls = new TreeSet<>();

        @Override
        public void route(RequestPredicate predicate, HandlerFunction<?> handler) {
            Matcher call = CALL.matcher(predicate.toString());
            assertThat(call.matches()).as("%s is a method and a path", predicate).isTrue();
            String path = call.group(2).replaceAll("\\{(\\w+):[^/]*}", "{$1}");
            calls.add(call.group(1) + " " + path);
        }

        @Override
        public void startNested(RequestPredicate predicate) {
            throw new AssertionError("a nested route: " + predicate);
        }

        @Override
        public void endNested(RequestPredicate predicate) {}

        @Override
        public void resources(Function<ServerRequest, Mono<Resource>> lookup) {}

        @Override
        public void attributes(Map<String, Object> attributes) {}

        @Override
        public void unknown(RouterFunction<?> function) {
            throw new AssertionError("a route of an unknown kind: " + function);
        }
    }
}
