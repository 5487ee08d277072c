package dev.fairgate.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

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
        /// Open connections are closed and new ones are closed at once.
        REFUSE
    }

    private final int target;
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile Fault fault = Fault.NONE;

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
                    client.close();
                } else {
                    connect(client);
                }
            } catch (IOException e) {
                return; // the listener was closed
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
        Thread.ofVirtual().start(() -> pump(client, server, false));
        Thread.ofVirtual().start(() -> pump(server, client, true));
    }

    private void pump(Socket from, Socket to, boolean replies) {
        byte[] buffer = new byte[16 * 1024];
        try {
            for (int n = from.getInputStream().read(buffer);
                    n >= 0;
                    n = from.getInputStream().read(buffer)) {
                if (replies && cutsThisReply()) {
                    break;
                }
                if (!replies || fault != Fault.SWALLOW_REPLIES) {
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
