package dev.fairgate.sale.risk;

import dev.fairgate.sale.web.Problem;
import dev.fairgate.sale.web.Refusal;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/// The engine's risk package over a service that is a function, for the simulator.
public final class RiskBridge {

    private static final Duration DEADLINE = Duration.ofMillis(150);
    private static final int WAITING = 4096;

    private RiskBridge() {}

    /// A client without a breaker, whose clock would be a real one.
    ///
    /// @param service what a batch of questions is answered with, both as JSON
    /// @param keys of tickets, as in the settings
    public static RiskClient client(Function<byte[], Mono<byte[]>> service, String keys) {
        CircuitBreaker breaker = CircuitBreaker.ofDefaults("simulated");
        breaker.transitionToDisabledState();
        return new RiskClient(
                http(service),
                () -> "token",
                new RiskSettings(
                        URI.create("http://simulated.invalid"), null, null, DEADLINE, WAITING),
                Ticket.Keys.parse(keys),
                (question, cause) -> Mono.error(new Refusal(away())),
                breaker);
    }

    /// Tells the same service of outcomes.
    public static OutcomeClient outcomes(Function<byte[], Mono<byte[]>> service) {
        return new OutcomeClient(http(service), () -> "token");
    }

    private static Problem away() {
        return new Problem("risk-unavailable", 503, "Not decided", "Nothing was sold; try again.");
    }

    private static WebClient http(Function<byte[], Mono<byte[]>> service) {
        return WebClient.class.cast(
                proxy(
                        WebClient.class,
                        (name, argument) ->
                                switch (name) {
                                    case "post" -> request(service);
                                    default -> throw new UnsupportedOperationException(name);
                                }));
    }

    private static Object request(Function<byte[], Mono<byte[]>> service) {
        AtomicReference<byte[]> body = new AtomicReference<>(new byte[0]);
        AtomicReference<Object> self = new AtomicReference<>();
        self.set(
                proxy(
                        WebClient.RequestBodyUriSpec.class,
                        (name, argument) -> {
                            switch (name) {
                                case "bodyValue" -> body.set((byte[]) argument);
                                case "retrieve" -> {
                                    return response(service.apply(body.get()));
                                }
                                default -> {
                                    // address, headers and type say nothing here
                                }
                            }
                            return self.get();
                        }));
        return self.get();
    }

    private static Object response(Mono<byte[]> answer) {
        return proxy(WebClient.ResponseSpec.class, (name, argument) -> answer);
    }

    private interface Call {
        Object call(String name, Object argument);
    }

    private static Object proxy(Class<?> type, Call call) {
        return Proxy.newProxyInstance(
                RiskBridge.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, args) -> call.call(method.getName(), args == null ? "" : args[0]));
    }
}
