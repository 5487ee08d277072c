package dev.fairgate.risk.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Closes a connection whose client keeps the server waiting too long: for a request, or for the
/// rest of one, which is answered 408.
///
/// One clock for each connection, set again when it has run down, and none for each request: a
/// clock that outlives its request keeps it in memory, and a request that is answered before its
/// body has come leaves one behind in Reactor Netty's own `requestTimeout`.
final class SlowClients extends ChannelDuplexHandler {

    private final long patience;
    private long since;
    private boolean arriving;
    private boolean answering;
    private int unanswered;

    SlowClients(Duration patience) {
        this.patience = patience.toNanos();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        since = System.nanoTime();
        lookIn(patience, context);
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            since = System.nanoTime();
            arriving = true;
            unanswered++;
        }
        if (message instanceof LastHttpContent) {
            since = System.nanoTime();
            arriving = false;
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (!isInterim(message)) {
            answering |= message instanceof HttpResponse;
            if (message instanceof LastHttpContent) {
                since = arriving ? since : System.nanoTime();
                answering = false;
                unanswered--;
            }
        }
        var _ = context.write(message, promise);
    }

    /// `100 Continue` answers nothing yet.
    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    private void lookIn(long nanos, ChannelHandlerContext context) {
        var _ = context.executor().schedule(() -> look(context), nanos, TimeUnit.NANOSECONDS);
    }

    private void look(ChannelHandlerContext context) {
        if (!context.channel().isActive()) {
            return;
        }
        if (!arriving && unanswered > 0) {
            lookIn(patience, context); // it is the server that takes its time
            return;
        }
        long left = since + patience - System.nanoTime();
        if (left > 0) {
            lookIn(left, context);
            return;
        }
        if (arriving && unanswered == 1 && !answering) {
            var _ = context.writeAndFlush(tooSlow()); // [ServerProblems] gives it a body
        }
        var _ = context.close();
    }

    private static FullHttpResponse tooSlow() {
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.REQUEST_TIMEOUT,
                        Unpooled.EMPTY_BUFFER);
        response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return response;
    }
}
