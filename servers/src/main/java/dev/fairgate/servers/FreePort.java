package dev.fairgate.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/// A TCP port on loopback that was free a moment ago.
///
/// It lies below the range from which systems give ports to outgoing connections (32768 on Linux,
/// 49152 on macOS), so that no connection of this machine takes it before its owner listens.
public final class FreePort {

    private static final int FIRST = 20_000;
    private static final int AFTER_LAST = 32_000;
    private static final int TRIES = 1_000;

    private FreePort() {}

    /// A port that nobody listens on.
    public static int next() {
        for (int i = 0; i < TRIES; i++) {
            int port = RandomGenerator.getDefault().nextInt(FIRST, AFTER_LAST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port on loopback");
    }

    /// Whether nobody listens on the port at this moment.
    public static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
