package dev.fairgate.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A TCP proxy on loopback between a client and a server, which can lose what a network loses.
///
/// The fault that matters most is [Fault#CUT_REPLY]: the server has executed the command, the
/// client never hears of it. Faults apply to bytes that arrive after the call.
public final class FaultProxy implements AutoCloseable {

    /// What happens to traffic.
    public enum Fault {
        /// Nothing: bytes pass.
        NONE,
        /// The next reply is thrown away and its connection closed; later traffic passes.
        CUT_REPLY,
        /// Requests pass, replies vanish, connections stay open.
        SWALLOW_REPLIES,
        /// Requests vanish, replies to earlier ones pass, connections stay open.
        SWALLOW_REQUESTS,
        /// Open connections are closed and new ones are closed at once.
        REFUSE
    }

    private final int target;
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger cuts = new AtomicInteger();
    private final AtomicReference<@Nullable Ambush> ambush = new AtomicReference<>();
    private volatile Fault fault = Fault.NONE;

    /// When an ambush strikes.
    public enum Moment {
        /// The server never gets the request.
        BEFORE_REQUEST,
        /// The server has carried it out, the client never gets the reply.
        BEFORE_REPLY
    }

    private record Ambush(String subject, String request, Moment moment, Runnable then) {}

    private FaultProxy(int target, ServerSocket listener) {
        this.target = target;
        this.listener = listener;
    }

    /// Starts a proxy in front of a loopback port.
    public static FaultProxy before(int target) {
        try {
            FaultProxy proxy =
                    new FaultProxy(
                            target, new ServerSocket(0, 128, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("no proxy before port " + target, e);
        }
    }

    /// Where clients connect.
    public int port() {
        return listener.getLocalPort();
    }

    /// How many replies were cut so far.
    public int cuts() {
        return cuts.get();
    }

    /// Changes what happens from now on.
    public void inject(Fault next) {
        fault = next;
        if (next == Fault.REFUSE) {
            open.forEach(FaultProxy::closeQuietly);
        }
    }

    /// Lies in wait for a request, once: when it comes, or when its reply comes, `then` is called
    /// and the connection is closed. A new ambush takes the place of one that waits.
    ///
    /// @param subject ASCII that the connection must have sent before, since the ambush was laid
    /// @param request ASCII that only this request has, in one piece
    public void ambush(String subject, String request, Moment moment, Runnable then) {
        ambush.set(new Ambush(subject, request, moment, then));
    }

    /// Takes back an ambush that has not struck.
    public void disarm() {
        ambush.set(null);
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(FaultProxy::closeQuietly);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                if (fault == Fault.REFUSE) {
                    closeQuietly(client);
                } else {
                    connect(client);
                }
            } catch (IOException e) {
                // The listener was closed, or a client is gone already: the next one may come.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket server = new Socket();
        try {
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 1000);
        } catch (IOException e) {
            closeQuietly(client);
            return;
        }
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        open.add(client);
        open.add(server);
        Link link = new Link(client, server);
        Thread.ofVirtual().start(link::requests);
        Thread.ofVirtual().start(link::replies);
    }

    /// One client's connection to the server.
    private final class Link {
        private final Socket client;
        private final Socket server;
        private @Nullable Ambush led; // whose subject came by; of the requests' thread alone
        private volatile @Nullable Ambush caught;

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void requests() {
            pump(client, server, this::passRequest);
        }

        void replies() {
            pump(server, client, this::passReply);
        }

        private Passage passRequest(byte[] buffer, int length) {
            Ambush waiting = ambush.get();
            if (waiting != null && contains(buffer, length, waiting.subject())) {
                led = waiting;
            } else if (waiting != null
                    && waiting.equals(led)
                    && contains(buffer, length, waiting.request())
                    && ambush.compareAndSet(waiting, null)) {
                if (waiting.moment() == Moment.BEFORE_REQUEST) {
                    waiting.then().run();
                    return Passage.CLOSE;
                }
                caught = waiting;
            }
            return fault == Fault.SWALLOW_REQUESTS ? Passage.VANISH : Passage.PASS;
        }

        private Passage passReply(byte[] buffer, int length) {
            Ambush sprung = caught;
            if (sprung != null) {
                sprung.then().run();
                return Passage.CLOSE;
            }
            if (cutsThisReply()) {
                return Passage.CLOSE;
            }
            return fault == Fault.SWALLOW_REPLIES ? Passage.VANISH : Passage.PASS;
        }
    }

    private enum Passage {
        PASS,
        VANISH,
        CLOSE
    }

    @FunctionalInterface
    private interface Gate {
        Passage pass(byte[] buffer, int length);
    }

    private void pump(Socket from, Socket to, Gate gate) {
        byte[] buffer = new byte[16 * 1024];
        try {
            for (int n = from.getInputStream().read(buffer);
                    n >= 0;
                    n = from.getInputStream().read(buffer)) {
                Passage passage = gate.pass(buffer, n);
                if (passage == Passage.CLOSE) {
                    break;
                }
                if (passage == Passage.PASS) {
                    to.getOutputStream().write(buffer, 0, n);
                }
            }
        } catch (IOException e) {
            // One side has gone: the other follows below.
        }
        closeQuietly(from);
        closeQuietly(to);
        open.remove(from);
        open.remove(to);
    }

    private static boolean contains(byte[] buffer, int length, String wanted) {
        return new String(buffer, 0, length, StandardCharsets.ISO_8859_1).contains(wanted);
    }

    private synchronized boolean cutsThisReply() {
        if (fault != Fault.CUT_REPLY) {
            return false;
        }
        fault = Fault.NONE;
        cuts.incrementAndGet();
        return true;
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Closed is what was wanted.
        }
    }
}
