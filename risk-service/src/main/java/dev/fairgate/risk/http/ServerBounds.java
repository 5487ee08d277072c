package dev.fairgate.risk.http;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/// What the server itself allows, before any handler runs. Netty's own defaults keep a silent
/// connection open for ever and accept any number of them. The lengths of the request line and
/// the headers are Spring Boot's settings, in `risk-service.yml`.
@Configuration(proxyBeanMethods = false)
class ServerBounds {

    private static final int PIPELINED_REQUESTS = 64;

    /// @param clientTimeout how long a connection may wait for its next request, and a whole
    ///     request may take to arrive
    /// @param maxConnections connections at once; further ones are closed at once
    @ConfigurationProperties("fairgate.server")
    record Settings(
            @DefaultValue("10s") Duration clientTimeout,
            @DefaultValue("10000") int maxConnections) {}

    /// Event loops of this application alone: it may share its JVM with another one, and must
    /// not end that one's loops when it stops.
    @Bean
    ReactorResourceFactory riskEventLoops() {
        ReactorResourceFactory loops = new ReactorResourceFactory();
        loops.setUseGlobalResources(false);
        return loops;
    }

    @Bean
    NettyServerCustomizer riskServerBounds(Settings settings) {
        return server -> bounded(server, settings);
    }

    private static HttpServer bounded(HttpServer server, Settings settings) {
        return server.maxConnections(settings.maxConnections())
                .maxPipelineDepth(PIPELINED_REQUESTS)
                .doOnChannelInit(
                        (_, channel, _) ->
                                channel.pipeline()
                                        .addAfter(
                                                NettyPipeline.HttpCodec,
                                                "fairgate.problems",
                                                new ServerProblems())
                                        .addAfter(
                                                "fairgate.problems",
                                                "fairgate.slow",
                                                new SlowClients(settings.clientTimeout())));
    }
}
