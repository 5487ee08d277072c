package dev.fairgate.benchmarks.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/// One kept-alive HTTP/1.1 connection of the load generator. It reads just enough of an answer to
/// know its status and its end, which a Content-Length must give.
final class LoadConnection implements AutoCloseable {

    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer out = ByteBuffer.allocateDirect(16 * 1024);
    private final byte[] in = new byte[256 * 1024];
    private final ByteBuffer reading = ByteBuffer.wrap(in);
    private long sentAt;
    private int status;
    private int answerEnd;

    private LoadConnection(SocketChannel channel, Selector selector) throws IOException {
        this.channel = channel;
        this.key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    static LoadConnection open(InetSocketAddress address, Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open(address);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        return new LoadConnection(channel, selector);
    }

    /// When the request that is under way was sent, by `System.nanoTime()`.
    long sentAt() {
        return sentAt;
    }

    /// The status of the answer that was read last.
    int status() {
        return status;
    }

    void send(RequestSource source) throws IOException {
        out.clear();
        source.next(out);
        out.flip();
        reading.clear();
        answerEnd = 0;
        sentAt = System.nanoTime();
        write();
    }

    /// Goes on reading, or sending what did not fit before.
    ///
    /// @return whether the whole answer is there now
    boolean readAnswer() throws IOException {
        if (out.hasRemaining()) {
            write();
            return false;
        }
        if (channel.read(reading) < 0) {
            throw new IOException("the server closed a connection");
        }
        if (answerEnd == 0) {
            answerEnd = endOfAnswer();
        }
        return answerEnd != 0 && reading.position() >= answerEnd;
    }

    private void write() throws IOException {
        channel.write(out);
        key.interestOps(out.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    /// Where the answer ends, or 0 while its head is not complete.
    private int endOfAnswer() throws IOException {
        int head = indexOf(END_OF_HEAD, 0, reading.position());
        if (head < 0) {
            return 0;
        }
        status = (in[9] - '0') * 100 + (in[10] - '0') * 10 + (in[11] - '0');
        int length = indexOf(LENGTH, 0, head);
        if (length < 0) {
            throw new IOException(
                    "an answer without Content-Length: "
                            + new String(in, 0, head, StandardCharsets.ISO_8859_1));
        }
        int digits = length + LENGTH.length;
        int value = 0;
        while (in[digits] == ' ') {
            digits++;
        }
        while (in[digits] >= '0' && in[digits] <= '9') {
            value = value * 10 + in[digits++] - '0';
        }
        return head + END_OF_HEAD.length + value;
    }

    /// Looks for lower-case ASCII, whatever its case in the answer.
    private int indexOf(byte[] wanted, int from, int to) {
        for (int start = from; start <= to - wanted.length; start++) {
            int i = 0;
            while (i < wanted.length && lower(in[start + i]) == wanted[i]) {
                i++;
            }
            if (i == wanted.length) {
                return start;
            }
        }
        return -1;
    }

    private static int lower(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? letter + 32 : letter;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
