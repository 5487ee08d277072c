package dev.fairgate.sale.web;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;

/// What the HTTP server itself bounds: a connection idle for 10 s and a request that takes longer
/// than 10 s to arrive are closed, lines and headers have a size, and the errors that Netty answers
/// by itself (400, 408, 413, 414, 431) carry the same problem document as ours.
@Component
final class NettyLimits implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MAX_LINE = 8 * 1024;
    private static final int MAX_HEADERS = 16 * 1024;

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.addServerCustomizers(
                server ->
                        server.httpRequestDecoder(
                                        decoder ->
                                                decoder.maxInitialLineLength(MAX_LINE)
                                                        .maxHeaderSize(MAX_HEADERS)
                                                        .validateHeaders(true))
                                .doOnChannelInit(
                                        (observer, channel, address) ->
                                                channel.pipeline()
                                                        .addAfter(
                                                                NettyPipeline.HttpCodec,
                                                                "fairgate.problem",
                                                                ServerErrorBody.INSTANCE)
                                                        .addAfter(
                                                                "fairgate.problem",
                                                                "fairgate.slow",
                                                                new SlowClients(PATIENCE))));
    }

    /// Gives the server's own empty error answers a problem document.
    @Sharable
    private static final class ServerErrorBody extends ChannelOutboundHandlerAdapter {

        static final ServerErrorBody INSTANCE = new ServerErrorBody();

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof FullHttpResponse own
                    && own.status().code() >= 400
                    && !own.headers().contains(HttpHeaderNames.CONTENT_TYPE)) {
                var _ = context.write(withProblem(own), promise);
                own.release();
                return;
            }
            var _ = context.write(message, promise);
        }

        private static FullHttpResponse withProblem(FullHttpResponse own) {
            Problem problem = problem(own.status().code());
            byte[] body = Json.write(problem.body());
            FullHttpResponse response =
                    new DefaultFullHttpResponse(
                            own.protocolVersion(), own.status(), Unpooled.wrappedBuffer(body));
            response.headers().set(own.headers());
            response.headers()
                    .set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json")
                    .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                    .set(HttpHeaderNames.CACHE_CONTROL, "no-store");
            SecurityHeaders.ALWAYS.forEach(response.headers()::set);
            return response;
        }

        private static Problem problem(int status) {
            return switch (status) {
                // static parts; their answer says already what is allowed
                case 405 -> Problem.methodNotAllowed(List.of());
                case 408 -> ProblemExceptionHandler.TOO_SLOW;
                case 413 ->
                        new Problem("content-too-large", 413, "Too large", "Send a smaller body.");
                case 414 -> new Problem("uri-too-long", 414, "Too long", "Use a shorter address.");
                case 431 ->
                        new Problem("headers-too-large", 431, "Too large", "Send smaller headers.");
                default ->
                        new Problem(
                                "invalid-request",
                                status,
                                "The request cannot be read",
                                "Please check the request.");
            };
        }
    }
}
