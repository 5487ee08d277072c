package dev.fairgate.benchmarks.reference;

import dev.fairgate.sale.admission.Account.Role;
import dev.fairgate.sale.admission.Callers;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import java.net.URI;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// The shop that asks nobody: WebFlux, the sale engine's own token check, and one Lua decrement.
/// `GET /hello` on the same server is bare WebFlux.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ComponentScan(basePackages = "dev.fairgate.sale.admission")
public class UnguardedShop {

    private static final String TAKE_ONE =
            "local left = redis.call('DECR', KEYS[1])"
                    + " if left < 0 then redis.call('INCR', KEYS[1]) end return left";

    /// @param quantity the rest of the body is read and ignored
    record Purchase(int quantity) {}

    /// Starts the shop and returns when it listens.
    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(UnguardedShop.class);
        application.setDefaultProperties(Map.of("spring.config.name", "unguarded-shop"));
        application.run(arguments);
    }

    @Bean
    StatefulRedisConnection<String, String> stock(LettuceConnectionFactory factory) {
        if (factory.getRequiredNativeClient() instanceof RedisClient client) {
            return client.connect();
        }
        throw new IllegalStateException("a single Redis server is needed");
    }

    @Bean
    RouterFunction<ServerResponse> shopRoutes(
            Callers callers, StatefulRedisConnection<String, String> stock) {
        String script = stock.sync().scriptLoad(TAKE_ONE);
        return RouterFunctions.route()
                .GET("/hello", request -> ServerResponse.ok().bodyValue("hello"))
                .POST("/orders", request -> buy(request, callers, stock, script))
                .build();
    }

    private static Mono<ServerResponse> buy(
            ServerRequest request,
            Callers callers,
            StatefulRedisConnection<String, String> stock,
            String script) {
        return callers.require(request, Role.BUYER)
                .zipWhen(account -> request.bodyToMono(Purchase.class))
                .flatMap(
                        both ->
                                stock.reactive()
                                        .<Long>evalsha(script, ScriptOutputType.INTEGER, "stock")
                                        .next()
                                        .flatMap(left -> answer(both.getT1().id(), left)));
    }

    private static Mono<ServerResponse> answer(String account, long left) {
        if (left < 0) {
            return ServerResponse.status(409).bodyValue("sold out");
        }
        return ServerResponse.created(URI.create("/orders/" + left))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(new Order(left, account, "held"));
    }

    /// What a buyer gets.
    record Order(long id, String accountId, String status) {}
}
