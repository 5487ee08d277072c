package dev.fairgate.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// Closed-loop load from one thread: each of a number of connections sends its next request when
/// its answer has come. Bounded in requests and in time.
final class ClosedLoop {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final int port;
    private final int connections;

    ClosedLoop(int port, int connections) {
        this.port = port;
        this.connections = connections;
    }

    /// What came back.
    ///
    /// @param latency in nanoseconds, from sending a request to having read its answer
    /// @param answers how many per status code
    record Outcome(long requests, long nanos, Histogram latency, Map<Integer, Long> answers) {

        Outcome {
            answers = Map.copyOf(answers);
        }

        double perSecond() {
            return requests * 1e9 / nanos;
        }
    }

    /// Sends `requests` requests and waits for all answers.
    ///
    /// @throws IOException when a connection breaks, or not all is done within 60 s
    Outcome run(long requests, RequestSource source) throws IOException {
        Tally tally = new Tally(requests, source);
        List<LoadConnection> open = new ArrayList<>();
        long begin = System.nanoTime();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                open.add(LoadConnection.open(address(), selector));
            }
            begin = System.nanoTime();
            for (LoadConnection connection : open) {
                tally.sendNext(connection);
            }
            while (tally.isWaiting()) {
                if (System.nanoTime() - begin > LIMIT.toNanos()) {
                    throw new IOException("not all answers came within " + LIMIT);
                }
                selector.select(key -> tally.progress((LoadConnection) key.attachment()), 100);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            for (LoadConnection connection : open) {
                connection.close();
            }
        }
        return new Outcome(tally.answered, tally.lastNanos - begin, tally.latency, tally.answers);
    }

    private InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /// Counts what is sent and what came back.
    private static final class Tally {
        private final long requests;
        private final RequestSource source;
        private final Histogram latency = new Histogram(LONGEST_NANOS, 3);
        private final Map<Integer, Long> answers = new TreeMap<>();
        private long sent;
        private long answered;
        private long lastNanos;

        Tally(long requests, RequestSource source) {
            this.requests = requests;
            this.source = source;
        }

        boolean isWaiting() {
            return answered < requests;
        }

        void sendNext(LoadConnection connection) throws IOException {
            if (sent < requests) {
                sent++;
                connection.send(source);
            }
        }

        void progress(LoadConnection connection) {
            try {
                if (connection.readAnswer()) {
                    lastNanos = System.nanoTime();
                    latency.recordValue(Math.min(lastNanos - connection.sentAt(), LONGEST_NANOS));
                    answers.merge(connection.status(), 1L, Long::sum);
                    answered++;
                    sendNext(connection);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
