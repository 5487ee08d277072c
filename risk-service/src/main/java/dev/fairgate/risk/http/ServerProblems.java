package dev.fairgate.risk.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import org.springframework.http.MediaType;

/// Gives a body to the refusals that the server writes itself (400, 408, 413, 414, 431): they
/// never reach a handler, and would leave empty.
final class ServerProblems extends ChannelOutboundHandlerAdapter {

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
            throws Exception {
        if (message instanceof FullHttpResponse response && isBareRefusal(response)) {
            FullHttpResponse problem = problemFor(response);
            response.release();
            super.write(context, problem, promise);
        } else {
            super.write(context, message, promise);
        }
    }

    private static boolean isBareRefusal(FullHttpResponse response) {
        return response.status().code() >= 400
                && !response.content().isReadable()
                && !response.headers().contains(HttpHeaderNames.CONTENT_TYPE);
    }

    private static FullHttpResponse problemFor(FullHttpResponse bare) {
        byte[] body = Problems.json(Problem.ofStatus(bare.status().code()));
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        bare.protocolVersion(), bare.status(), Unpooled.wrappedBuffer(body));
        response.headers()
                .set(bare.headers())
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set(HttpHeaderNames.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        SecurityHeaders.ALWAYS.forEach(response.headers()::set);
        return response;
    }
}
